package dev.likeness.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.gallery.Gallery;
import dev.likeness.gallery.Mark;
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
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Reviewing duplicates and searching in a browser, against a real gallery on disk. */
@EnabledIf(value = "dev.likeness.server.page.Chromium#isInstalled", disabledReason = Chromium.MISSING)
class ReviewPageTest {
    private static final List<String> PHOTOGRAPHS = List.of("cathedral.jpg", "cave.jpg", "flower.jpg");

    @TempDir
    Path folder;

    private Path gallery = Path.of("");
    private LikenessServer server;
    private Chromium browser;

    /** Three photographs, each with a cropped and a lighter copy: three groups with two questions each. */
    @BeforeEach
    void start() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        for (String name : PHOTOGRAPHS) {
            Path original = ExamplePictures.copy(name, pictures);
            String stem = name.replace(".jpg", "");
            ExamplePictures.cropped(original, 0.06, pictures.resolve(stem + "-cropped.png"));
            ExamplePictures.lighter(original, 40, pictures.resolve(stem + "-lighter.png"));
        }
        gallery = folder.resolve("gallery");
        try (Gallery made = Gallery.open(gallery, Models.bundled("photos"))) {
            made.add(List.of(pictures), Progress.NONE);
        }
        server = LikenessServer.start(
                ServerSettings.usual().atPort(0).withGallery(gallery),
                new BundledModels(ModelSource.AUTOMATIC),
                ServerLog.NONE);
        browser = Chromium.at(server.uri());
        browser.look(Chromium.LAPTOP, 800, false);
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private void review() {
        browser.open("review");
        browser.awaitText("#review-position", "Group 1 of 3, picture 1 of 2");
    }

    /** The file names of both pictures that are shown. */
    private Set<String> shown() {
        return new TreeSet<>(List.of(browser.text("[data-pane=best] .name"), browser.text("[data-pane=copy] .name")));
    }

    /** What is on the disk, as {@code name name same}. */
    private Set<String> marks() {
        Set<String> marks = new TreeSet<>();
        try (Gallery open = Gallery.open(gallery)) {
            for (Mark mark : open.marks()) {
                Set<String> names = new TreeSet<>(List.of(name(mark.a()), name(mark.b())));
                marks.add(String.join(" ", names) + (mark.same() ? " same" : " different"));
            }
        }
        return marks;
    }

    private static String name(String path) {
        return String.valueOf(Path.of(path).getFileName());
    }

    private void saved() {
        browser.awaitText("#review-saved", "All answers saved");
    }

    @Test
    void answersByKeyboardAreOnTheDisk() {
        review();
        assertThat(browser.text("[data-pane=best] figcaption")).contains("Best copy");
        assertThat(browser.text("#review-question")).contains("The model says:", "%");
        browser.await(
                "both pictures are loaded",
                () -> Boolean.TRUE.equals(
                        browser.run(
                                "return [...document.querySelectorAll('.window img')].every((image) => image.naturalWidth > 0)")));

        String same = String.join(" ", shown()) + " same";
        browser.press("s");
        browser.awaitText("#review-position", "Group 1 of 3, picture 2 of 2");
        String different = String.join(" ", shown()) + " different";
        browser.press("d");
        browser.awaitText("#review-position", "Group 2 of 3, picture 1 of 2");
        saved();
        assertThat(marks()).containsExactlyInAnyOrder(same, different);

        browser.press("j");
        browser.awaitText("#review-position", "Group 2 of 3, picture 2 of 2");
        assertThat(browser.text("#strip li:nth-child(1)")).contains("skipped");
        browser.press("u");
        browser.awaitText("#review-position", "Group 2 of 3, picture 1 of 2");
        browser.press(Keys.SPACE);
        browser.awaitText("#review-position", "Group 2 of 3, picture 2 of 2");
        assertThat(marks()).hasSize(2); // a skip is no answer
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    void undoWithdrawsTheAnswerOnTheDisk() {
        review();
        String pair = String.join(" ", shown());
        browser.press("s");
        saved();
        assertThat(marks()).containsExactly(pair + " same");
        browser.press("u");
        browser.awaitText("#review-position", "Group 1 of 3, picture 1 of 2");
        browser.await("the mark is withdrawn", () -> marks().isEmpty());
        browser.press("d");
        saved();
        assertThat(marks()).containsExactly(pair + " different");
        // A changed answer goes back to the one before it.
        browser.press(Keys.ARROW_LEFT);
        browser.press("s");
        browser.await("the answer is changed", () -> marks().equals(Set.of(pair + " same")));
        browser.press("u");
        browser.await("the first answer counts again", () -> marks().equals(Set.of(pair + " different")));
    }

    @Test
    void theEndIsReachedAndTheAnswersAreThereAfterReloading() {
        review();
        for (int i = 0; i < 5; i++) {
            browser.press("s");
        }
        browser.press("j");
        browser.awaitText("#review-wait", "5 same, 0 different, 1 skipped");
        saved();
        assertThat(marks()).hasSize(5).allMatch(mark -> mark.endsWith(" same"));
        browser.open("review"); // loads the page again: only the skipped question is left
        browser.awaitText("#review-position", "Group 3 of 3, picture 2 of 2");
        assertThat(browser.text("#strip li:nth-child(1)")).contains("same");
        browser.press("s");
        browser.awaitText("#review-wait", "All answered");
    }

    @Test
    void aLostConnectionIsShownAndLosesNoAnswer() {
        review();
        browser.connected(false);
        browser.press("s");
        browser.awaitText("#review-saved", "1 answer not saved yet");
        browser.press("d");
        browser.awaitText("#review-saved", "2 answers not saved yet");
        assertThat(browser.text("#connection")).contains("The server does not answer", "kept in this browser");
        assertThat(marks()).isEmpty();
        browser.connected(true);
        // The page may have tried again by itself, and the button is gone then.
        browser.run("document.querySelector('#connection button')?.click()");
        saved();
        assertThat(browser.find("#connection").isDisplayed()).isFalse();
        assertThat(marks()).hasSize(2);
    }

    @Test
    void waitingAnswersSurviveAReload() {
        review();
        String pair = String.join(" ", shown());
        browser.connected(false);
        browser.press("d");
        browser.awaitText("#review-saved", "1 answer not saved yet");
        browser.connected(true);
        browser.open("compare");
        browser.await("the answer is on the disk", () -> marks().equals(Set.of(pair + " different")));
    }

    @Test
    void aFileThatIsGoneIsSaidInItsPlace() throws IOException {
        browser.open("compare");
        browser.await(
                "the search for duplicates has ended", () -> Long.valueOf(200).equals(browser.run("""
                const request = new XMLHttpRequest();
                request.open('GET', '/api/duplicates', false);
                request.send();
                return request.status;
                """)));
        for (String name : PHOTOGRAPHS) {
            Files.delete(folder.resolve("pictures").resolve(name));
        }
        review();
        for (int i = 0; i < 5 && !shown().contains("cathedral.jpg"); i++) {
            browser.press("j");
        }
        browser.awaitText("#stage", "The file is gone or has changed.");
    }

    @Test
    void blinkAndZoomActOnBothPictures() {
        review();
        browser.await(
                "both pictures are loaded",
                () -> Boolean.TRUE.equals(
                        browser.run(
                                "return [...document.querySelectorAll('.window img')].every((image) => image.naturalWidth > 0)")));
        browser.press("z");
        browser.press(Keys.ARROW_RIGHT);
        List<?> moved = (List<?>) browser.run(
                "return [...document.querySelectorAll('.window img')].map((image) => image.style.transform)");
        assertThat(moved)
                .allSatisfy(transform -> assertThat(String.valueOf(transform)).startsWith("scale(2) translate(-"));
        assertThat(browser.text("#review-position")).contains("picture 1 of 2"); // the arrow moved the pictures
        browser.press(Keys.ESCAPE);
        browser.press("b");
        assertThat(browser.find("[data-action=blink]").getDomAttribute("aria-pressed"))
                .isEqualTo("true");
        Object first = frontPane();
        browser.await(
                "the other picture is in front",
                () -> !String.valueOf(frontPane()).equals(first));
        assertThat(browser.all(".pane").stream().filter(pane -> pane.isDisplayed()))
                .hasSize(1);
        browser.press("b");
        assertThat(browser.all(".pane").stream().filter(pane -> pane.isDisplayed()))
                .hasSize(2);
        browser.press(Keys.ARROW_RIGHT);
        browser.awaitText("#review-position", "picture 2 of 2");
        browser.press("?");
        assertThat(browser.text("#keys-dialog")).contains("undo the last answer or skip");
        browser.press("s"); // not an answer while the keys are shown
        browser.press(Keys.ESCAPE);
        browser.awaitText("#review-position", "picture 2 of 2");
        assertThat(marks()).isEmpty();
    }

    private Object frontPane() {
        return browser.run("return document.querySelector('.pane.front').dataset.pane");
    }

    @Test
    void withLessMotionThePersonTurnsThePictures() {
        browser.media("prefers-reduced-motion", "reduce");
        review();
        browser.press("b");
        assertThat(frontPane()).isEqualTo("best");
        browser.press("b");
        assertThat(frontPane()).isEqualTo("copy");
        browser.press(Keys.ESCAPE);
        assertThat(browser.all(".pane").stream().filter(pane -> pane.isDisplayed()))
                .hasSize(2);
    }

    @Test
    void buttonsAnswerOnAPhone() {
        browser.look(Chromium.PHONE, 844, false);
        review();
        browser.find("[data-action=same]").click();
        browser.awaitText("#review-position", "picture 2 of 2");
        browser.find("[data-action=different]").click();
        browser.awaitText("#review-position", "Group 2 of 3");
        browser.find("[data-action=undo]").click();
        browser.awaitText("#review-position", "Group 1 of 3, picture 2 of 2");
        browser.await("one answer is left", () -> marks().size() == 1);
        assertThat(browser.fits()).isTrue();
    }

    @Test
    void switchedOffKeysDoNothing() {
        review();
        browser.find("#review-help").click();
        browser.find("#keys-on").click();
        browser.press(Keys.ESCAPE);
        browser.press("s");
        browser.press("d");
        assertThat(browser.text("#review-position")).contains("Group 1 of 3, picture 1 of 2");
        browser.find("[data-action=same]").click(); // the buttons go on working
        browser.awaitText("#review-position", "picture 2 of 2");
    }

    @Test
    void aSearchShowsHitsWithThumbnails() {
        browser.open("search");
        browser.choose("#query input", ExamplePictures.copy("cathedral-postcard.jpg", folder));
        browser.awaitText("#search-status .headline", "match");
        assertThat(browser.all("#hits li")).hasSize(9);
        assertThat(browser.text("#hits li:nth-child(1)")).contains("Match", "almost certain", "cathedral");
        assertThat(browser.text("#hits li:nth-child(9)")).contains("No match");
        browser.await(
                "the thumbnails are loaded",
                () -> Boolean.TRUE.equals(browser.run("const all = [...document.querySelectorAll('#hits img')];"
                        + " return all.length === 9 && all.every((image) => image.naturalWidth > 0)")));
    }
}
