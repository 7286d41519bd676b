package dev.likeness.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.gallery.Gallery;
import dev.likeness.models.Models;
import dev.likeness.progress.Progress;
import dev.likeness.server.BundledModels;
import dev.likeness.server.LikenessServer;
import dev.likeness.server.ServerSettings;
import dev.likeness.server.endpoint.ModelSource;
import dev.likeness.server.request.ServerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every view on a laptop and on a phone, light and dark: it fits, and axe finds nothing serious. */
@TestInstance(Lifecycle.PER_CLASS)
@EnabledIf(value = "dev.likeness.server.page.Chromium#isInstalled", disabledReason = Chromium.MISSING)
class PageLayoutTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private Path folder = Path.of("");
    private LikenessServer server;
    private Chromium browser;
    private Path postcard;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        Path cathedral = ExamplePictures.copy("cathedral.jpg", pictures);
        ExamplePictures.lighter(
                cathedral, 40, pictures.resolve("a-lighter-copy-with-a-long-name-without-spaces-in-it-0001.png"));
        ExamplePictures.cropped(cathedral, 0.06, pictures.resolve("cropped.png"));
        postcard = ExamplePictures.copy("cathedral-postcard.jpg", folder);
        try (Gallery made = Gallery.open(folder.resolve("gallery"), Models.bundled("photos"))) {
            made.add(List.of(pictures), Progress.NONE);
        }
        server = LikenessServer.start(settings(), new BundledModels(ModelSource.AUTOMATIC), ServerLog.NONE);
        browser = Chromium.at(server.uri());
    }

    private ServerSettings settings() {
        return ServerSettings.usual()
                .atPort(0)
                .withGallery(folder.resolve("gallery"))
                .withReports(Path.of("..", "docs", "studies"));
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "1280, true", "390, false", "390, true"})
    void everyViewFitsAndHasNoBarriers(int width, boolean dark) {
        browser.look(width, width == Chromium.PHONE ? 844 : 800, dark);
        String name = "-" + width + (dark ? "-dark" : "-light");

        browser.open("compare");
        browser.awaitText("#verdict", "Do two pictures");
        check("start" + name);
        browser.find("#examples li:nth-child(1) button").click();
        browser.awaitText("#verdict .headline", "Match");
        check("compare" + name);

        browser.open("search");
        browser.choose("#query input", postcard);
        browser.awaitText("#search-status", "match");
        check("search" + name);

        browser.open("review");
        browser.awaitText("#review-position", "Group 1");
        check("review" + name);
        browser.press("?");
        check("keys" + name);

        browser.open("reports");
        browser.awaitText("#reports", "omniglot");
        check("reports" + name);

        browser.go("/docs");
        browser.awaitText("body", "/api/compare");
        check("docs" + name);

        assertThat(browser.hosts()).containsExactly(server.uri().getAuthority());
    }

    private void check(String name) {
        browser.keep(name);
        assertThat(browser.fits()).as("%s is not wider than the window", name).isTrue();
        assertThat(browser.barriers()).as(name).isEmpty();
        assertThat(browser.faults()).as(name).isEmpty();
    }

    @Test
    void theCheckFindsBarriers() {
        browser.look(Chromium.LAPTOP, 800, false);
        browser.open("compare");
        browser.run(
                "document.querySelector('.theme span').remove(); document.querySelector('h1').style.color = '#bbb'");
        assertThat(browser.barriers())
                .hasSize(2)
                .anyMatch(finding -> finding.startsWith("select-name"))
                .anyMatch(finding -> finding.startsWith("color-contrast"));
    }

    @Test
    void theThemeFollowsTheSystemAndTheSwitch() {
        browser.look(Chromium.LAPTOP, 800, false);
        browser.open("compare");
        assertThat(lightness()).isGreaterThan(200);
        browser.look(Chromium.LAPTOP, 800, true);
        assertThat(lightness()).isLessThan(60);
        theme("light");
        assertThat(lightness()).isGreaterThan(200);
        browser.open("compare"); // the choice is kept
        assertThat(lightness()).isGreaterThan(200);
        theme("system");
        assertThat(lightness()).isLessThan(60);
    }

    private void theme(String choice) {
        browser.run(
                "const it = document.getElementById('theme'); it.value = arguments[0]; it.dispatchEvent(new Event('change'))",
                choice);
    }

    private int lightness() {
        Object red = browser.run("return getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]");
        return Integer.parseInt(String.valueOf(red));
    }

    @Test
    void aReportOpens() {
        browser.look(Chromium.LAPTOP, 800, false);
        browser.open("reports");
        browser.awaitText("#reports", "omniglot");
        browser.all("#reports a").stream()
                .filter(link -> link.getText().contains("omniglot"))
                .findFirst()
                .orElseThrow()
                .click();
        browser.awaitText("h1", "difference ranks");
        assertThat(browser.find("body").getCssValue("font-family")).contains("system-ui"); // its style is allowed
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    void aServerWithATokenAsksForIt() throws IOException {
        try (LikenessServer locked = LikenessServer.start(
                        settings().withToken(TOKEN), new BundledModels(ModelSource.AUTOMATIC), ServerLog.NONE);
                Chromium other = Chromium.at(locked.uri())) {
            other.look(Chromium.LAPTOP, 800, false);
            other.open("review");
            other.await(
                    "the token is asked for", () -> other.find("#token-dialog").isDisplayed());
            assertThat(other.barriers()).isEmpty();
            other.find("#token").sendKeys("fedcba9876543210fedcba9876543210\n");
            other.awaitText("#token-error", "refused");
            other.find("#token").sendKeys(TOKEN + "\n");
            other.awaitText("#review-position", "Group 1");
            other.await(
                    "thumbnails are loaded with the token",
                    () -> Boolean.TRUE.equals(
                            other.run(
                                    "return [...document.querySelectorAll('.window img')].every((image) => image.naturalWidth > 0)")));
            other.open("reports"); // the tab keeps the token
            other.awaitText("#reports", "omniglot");
            assertThat(other.find("#token-dialog").isDisplayed()).isFalse();
            Path saved = other.saveInto(Files.createDirectories(folder.resolve("saved")))
                    .resolve("omniglot.html");
            other.all("#reports a").get(1).click(); // a link cannot send the token
            other.await("the report is saved", () -> Files.exists(saved));
        }
    }
}
