package dev.likeness.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.BundledModels;
import dev.likeness.server.LikenessServer;
import dev.likeness.server.ServerSettings;
import dev.likeness.server.endpoint.ModelSource;
import dev.likeness.server.request.ServerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Comparing in a browser, against the real server. */
@TestInstance(Lifecycle.PER_CLASS)
@EnabledIf(value = "dev.likeness.server.page.Chromium#isInstalled", disabledReason = Chromium.MISSING)
class ComparePageTest {
    private static final String FIRST = "#pair .slot:nth-child(1)";
    private static final String SECOND = "#pair .slot:nth-child(2)";

    private Path folder = Path.of("");
    private LikenessServer server;
    private Chromium browser;
    private Path cathedral;
    private Path postcard;
    private Path cave;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        server = LikenessServer.start(
                ServerSettings.usual().atPort(0), new BundledModels(ModelSource.AUTOMATIC), ServerLog.NONE);
        browser = Chromium.at(server.uri());
        cathedral = ExamplePictures.copy("cathedral.jpg", folder);
        postcard = ExamplePictures.copy("cathedral-postcard.jpg", folder);
        cave = ExamplePictures.copy("cave.jpg", folder);
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

    @BeforeEach
    void open() {
        browser.look(Chromium.LAPTOP, 800, false);
        browser.open("compare");
    }

    @Test
    void twoChosenPicturesGetAVerdictInWords() {
        browser.choose(FIRST + " input", cathedral);
        browser.awaitText("#verdict", "And the other picture?");
        browser.choose(SECOND + " input", postcard);
        browser.awaitText("#verdict .headline", "Match");
        assertThat(browser.text("#verdict .words")).contains("almost certain", "that both show the same thing");
        assertThat(browser.text("#facts"))
                .contains("Score", "20.96", "Threshold", "Model", "photos", "pictures like these");
        assertThat(browser.find("#verdict").getDomAttribute("role")).isEqualTo("status"); // it is read out
        assertThat(browser.all("#measures-rows tr")).hasSizeGreaterThan(10);
        assertThat(browser.text("#measures-rows")).contains("ssim", "no match", "sift");
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    void twoDroppedPicturesGetAVerdict() {
        browser.drop(FIRST + " .place", cathedral, cave);
        browser.awaitText("#verdict .headline", "No match");
        assertThat(browser.text("#verdict .words")).contains("unlikely", "%", "that both show the same thing");
        assertThat(browser.text(FIRST)).contains("cathedral.jpg", "300 × 225");
        assertThat(browser.text(SECOND)).contains("cave.jpg");
    }

    @Test
    void picturesThatAreDroppedBesideTheirPlacesFillThem() {
        browser.drop("#verdict", cathedral);
        browser.awaitText("#verdict", "And the other picture?");
        browser.drop("#verdict", postcard);
        browser.awaitText("#verdict .headline", "Match");
    }

    @Test
    void aPastedPictureFillsTheFirstEmptyPlace() {
        browser.run("""
                const canvas = document.createElement('canvas');
                canvas.width = canvas.height = 40;
                canvas.getContext('2d').fillRect(10, 10, 20, 20);
                canvas.toBlob((blob) => {
                  const data = new DataTransfer();
                  data.items.add(new File([blob], 'pasted.png', { type: 'image/png' }));
                  document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
                });
                """);
        browser.awaitText(FIRST, "pasted.png");
        browser.awaitText("#verdict", "And the other picture?");
    }

    @Test
    void theSliderChangesTheMapAndKeepsThePicture() {
        browser.drop(FIRST + " .place", cathedral, postcard);
        browser.awaitText("#verdict .headline", "Match");
        assertThat(browser.all(".slot .map")).hasSize(2);
        double before = opacity();
        browser.find("#map-strength").sendKeys(Keys.HOME);
        assertThat(opacity()).isZero().isLessThan(before);
        browser.find("#map-strength").sendKeys(Keys.END);
        assertThat(opacity()).isBetween(0.5, 0.75); // also the strongest place lets the picture through
        assertThat(browser.text("#map-strength-text")).isEqualTo("100 %");
        // The map has something to show, and clear places.
        Object spread = browser.run("""
                const map = document.querySelector('.slot .map');
                const canvas = document.createElement('canvas');
                canvas.width = map.naturalWidth;
                canvas.height = map.naturalHeight;
                const context = canvas.getContext('2d');
                context.drawImage(map, 0, 0);
                const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
                const alphas = [...pixels.filter((_, i) => i % 4 === 3)];
                return Math.max(...alphas) - Math.min(...alphas);
                """);
        assertThat(((Number) spread).intValue()).isGreaterThan(50);
        assertThat(browser.text("#map-legend")).contains("against a match", "for a match");
        // The map lies exactly over its picture.
        assertThat(browser.run("""
                const [map, picture] = ['.map', '.picture'].map((name) =>
                  document.querySelector(`.slot ${name}`).getBoundingClientRect());
                return ['x', 'y', 'width', 'height'].every((side) => Math.abs(map[side] - picture[side]) < 1);
                """)).isEqualTo(true);
    }

    private double opacity() {
        return Double.parseDouble(
                String.valueOf(browser.run("return getComputedStyle(document.querySelector('.slot .map')).opacity")));
    }

    @Test
    void aBrokenPictureIsNamedInWords() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.jpg"), "this is no picture");
        browser.choose(FIRST + " input", broken);
        browser.choose(SECOND + " input", cave);
        browser.awaitText("#verdict .headline", "No answer");
        assertThat(browser.text("#compare-warning")).contains("'a'").doesNotContain("{");
        assertThat(browser.text("#compare-warning small")).startsWith("Request ");
        assertThat(browser.text(FIRST)).contains("cannot show");
        // The next picture gets an answer.
        browser.choose(FIRST + " input", cathedral);
        browser.awaitText("#verdict .headline", "No match");
        assertThat(browser.find("#compare-warning").isDisplayed()).isFalse();
    }

    @Test
    void theExamplesAreComparedAtOnce() {
        browser.find("#examples li:nth-child(3) button").click();
        browser.awaitText("#verdict .headline", "Match");
        assertThat(browser.text("#facts")).contains("characters");
        assertThat(browser.find("#examples").isDisplayed()).isFalse();
        browser.find("#compare-clear").click();
        browser.awaitText("#verdict", "Do two pictures show the same thing?");
        assertThat(browser.find("#examples").isDisplayed()).isTrue();
    }

    @Test
    void aModelThatDoesNotKnowThePicturesIsNoted() {
        browser.find("#examples li:nth-child(1) button").click();
        browser.awaitText("#verdict .headline", "Match");
        browser.run("""
                const model = document.getElementById('compare-model');
                model.value = 'model:characters';
                model.dispatchEvent(new Event('change'));
                """);
        browser.awaitText("#compare-warning", "Do not rely on this answer");
        assertThat(browser.text("#facts")).contains("characters", "not made for pictures like these");
    }

    @Test
    void aClassicalMeasureCanBeAsked() {
        browser.find("#examples li:nth-child(1) button").click();
        browser.awaitText("#verdict .headline", "Match");
        browser.run("""
                const model = document.getElementById('compare-model');
                model.value = 'measure:ssim';
                model.dispatchEvent(new Event('change'));
                """);
        browser.awaitText("#facts", "ssim");
        assertThat(browser.text("#map-absent")).isEqualTo("ssim has no likeness map.");
        assertThat(browser.all(".slot .map")).isEmpty();
    }

    @Test
    void aLostServerIsShownAndTheQuestionCanBeRepeated() {
        browser.choose(FIRST + " input", cathedral);
        browser.connected(false);
        browser.choose(SECOND + " input", postcard);
        browser.awaitText("#compare-warning", "The server does not answer");
        browser.connected(true);
        browser.find("#compare-warning button").click();
        browser.awaitText("#verdict .headline", "Match");
    }

    @Test
    void viewsOfAGalleryAreNotOfferedWithoutOne() {
        assertThat(browser.find("[data-link=compare]").getDomAttribute("aria-current"))
                .isEqualTo("page");
        assertThat(browser.find("[data-link=search]").isDisplayed()).isFalse();
        assertThat(browser.find("[data-link=review]").isDisplayed()).isFalse();
        assertThat(browser.find("[data-link=reports]").isDisplayed()).isFalse();
        browser.open("review");
        browser.awaitText("#review-notice", "gallery");
    }

    @Test
    void theKeyboardReachesEverything() {
        browser.press(Keys.TAB);
        assertThat(focused()).isEqualTo("Skip to the content");
        browser.press(Keys.ENTER);
        browser.press(Keys.TAB);
        assertThat(focused()).isEqualTo("First picture");
        browser.press(Keys.TAB);
        assertThat(focused()).isEqualTo("Second picture");
    }

    private String focused() {
        return String.valueOf(browser.run(
                "const it = document.activeElement; return it.getAttribute('aria-label') ?? it.textContent.trim()"));
    }
}
