package dev.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.Likeness;
import dev.likeness.gallery.copy.CopyCheck;
import dev.likeness.gallery.copy.CopyEvidence;
import dev.likeness.gallery.copy.Scenes;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CopyDecisionTest {
    private static Likeness likeness;
    private static CopyCheck check;

    @BeforeAll
    static void open() {
        likeness = Likeness.open(Models.bundled("photos"));
        check = CopyCheck.open();
    }

    @AfterAll
    static void close() {
        check.close();
        likeness.close();
    }

    private static boolean accepts(BufferedImage original, BufferedImage copy) {
        return accepts(original, copy, 6_000);
    }

    private static boolean accepts(BufferedImage original, BufferedImage copy, long pictures) {
        Picture a = Scenes.picture(original);
        Picture b = Scenes.picture(copy);
        CopyEvidence evidence = check.check(check.prepare(a), check.prepare(b));
        return new CopyDecision(likeness, pictures)
                .accepts(likeness.compare(a, b).score(), evidence);
    }

    /** Most of both screenshots is the same, so that the check alone can confirm such a pair. */
    @Test
    void screenshotsOfOneProgramAreNotCopies() {
        for (int seed = 2; seed < 8; seed++) {
            assertThat(accepts(Scenes.screenshot(Scenes.scene(1)), Scenes.screenshot(Scenes.scene(seed))))
                    .as("scene %d", seed)
                    .isFalse();
        }
    }

    @Test
    void aScreenshotIsACopyOfThePictureInIt() {
        for (int seed = 1; seed < 8; seed++) {
            assertThat(accepts(Scenes.scene(seed), Scenes.screenshot(Scenes.scene(seed))))
                    .as("scene %d", seed)
                    .isTrue();
        }
    }

    @Test
    void otherScenesAreNotCopies() {
        for (int seed = 2; seed < 8; seed++) {
            assertThat(accepts(Scenes.scene(1), Scenes.scene(seed)))
                    .as("scene %d", seed)
                    .isFalse();
        }
    }

    /** A copy with strong edits needs more evidence in a large gallery; one with light edits does not. */
    @Test
    void aLargerGalleryAsksForMore() throws IOException {
        BufferedImage photograph = example("cathedral.jpg");
        BufferedImage large = example("cathedral-postcard.jpg");
        BufferedImage postcard = Scenes.resized(large, large.getWidth() / 4, large.getHeight() / 4);
        BufferedImage smaller = Scenes.resized(photograph, photograph.getWidth() / 2, photograph.getHeight() / 2);

        assertThat(accepts(photograph, postcard, 13)).isTrue();
        assertThat(accepts(photograph, postcard, 1_000_000)).isFalse();
        assertThat(accepts(photograph, smaller, 1_000_000)).isTrue();
        assertThat(accepts(photograph, example("cave.jpg"), 13)).isFalse();
    }

    private static BufferedImage example(String name) throws IOException {
        return ImageIO.read(Path.of("..", "examples", name).toFile());
    }
}
