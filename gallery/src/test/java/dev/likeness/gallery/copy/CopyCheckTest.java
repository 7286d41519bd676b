package dev.likeness.gallery.copy;

import static dev.likeness.gallery.copy.CopyLabel.CROPPED;
import static dev.likeness.gallery.copy.CopyLabel.FRAMED;
import static dev.likeness.gallery.copy.CopyLabel.MIRRORED;
import static dev.likeness.gallery.copy.CopyLabel.RECOMPRESSED;
import static dev.likeness.gallery.copy.CopyLabel.RESIZED;
import static dev.likeness.gallery.copy.CopyLabel.TURNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CopyCheckTest {
    private static final BufferedImage SCENE = Scenes.scene(1);
    private static CopyCheck check;

    @BeforeAll
    static void open() {
        check = CopyCheck.open();
    }

    @AfterAll
    static void close() {
        check.close();
    }

    private static CopyEvidence evidence(BufferedImage original, BufferedImage copy) {
        return evidence(check, original, copy);
    }

    private static CopyEvidence evidence(CopyCheck with, BufferedImage original, BufferedImage copy) {
        return with.check(with.prepare(Scenes.picture(original)), with.prepare(Scenes.picture(copy)));
    }

    private static void assertLabels(BufferedImage copy, CopyLabel... labels) {
        CopyEvidence evidence = evidence(SCENE, copy);
        assertThat(evidence.confirmed()).as("%s", evidence).isTrue();
        assertThat(evidence.labels()).containsExactlyInAnyOrder(labels);
    }

    @Test
    void alignsWithTheModuleClassic() {
        assertThat(check.aligns()).isTrue();
    }

    @Test
    void theSamePixelsHaveNoLabel() {
        assertLabels(SCENE);
    }

    @Test
    void mirrorImagesAreMirroredAndNotTurned() {
        assertLabels(Scenes.mirrored(SCENE), MIRRORED);
        assertLabels(Scenes.upsideDown(SCENE), MIRRORED);
    }

    @Test
    void quarterTurnsAreTurned() {
        for (int quarters = 1; quarters <= 3; quarters++) {
            assertLabels(Scenes.quartered(SCENE, quarters), TURNED);
        }
        assertLabels(Scenes.quartered(Scenes.mirrored(SCENE), 1), MIRRORED, TURNED);
    }

    @Test
    void aSlightRotationIsTurned() {
        assertThat(evidence(SCENE, Scenes.rotated(SCENE, 12)).labels()).contains(TURNED);
    }

    @Test
    void cropsAndFrames() {
        assertLabels(Scenes.cropped(SCENE, 40, 30, 200, 140), CROPPED);
        assertLabels(Scenes.framed(SCENE, 20, Color.GREEN), FRAMED);
        assertLabels(Scenes.screenshot(SCENE), FRAMED);
    }

    @Test
    void resizedCopies() {
        assertLabels(Scenes.resized(SCENE, 150, 100), RESIZED);
    }

    /** No keypoints are left, so the pixels decide. */
    @Test
    void aStronglyBlurredCopyIsConfirmedInEveryOrientation() {
        BufferedImage blurred = Scenes.blurred(SCENE);
        try (CopyCheck pixels = CopyCheck.ofPixels()) {
            assertThat(evidence(pixels, SCENE, blurred).confirmed()).isTrue();
            CopyEvidence mirrored = evidence(pixels, SCENE, Scenes.mirrored(blurred));
            assertThat(mirrored.confirmed()).isTrue();
            assertThat(mirrored.labels()).contains(MIRRORED).doesNotContain(TURNED);
            CopyEvidence turned = evidence(pixels, SCENE, Scenes.quartered(blurred, 1));
            assertThat(turned.confirmed()).isTrue();
            assertThat(turned.alignment().degrees()).isCloseTo(90, within(0.5)); // moved until the pixels agree best
        }
    }

    @Test
    void otherScenesAreNotCopies() {
        for (int seed = 2; seed < 10; seed++) {
            CopyEvidence evidence = evidence(SCENE, Scenes.scene(seed));
            assertThat(evidence.confirmed()).as("%s", evidence).isFalse();
            assertThat(evidence.labels()).isEmpty();
        }
    }

    @Test
    void framesOfOneColourAreNotCopies() {
        CopyEvidence evidence =
                evidence(Scenes.framed(SCENE, 40, Color.RED), Scenes.framed(Scenes.scene(2), 40, Color.RED));
        assertThat(evidence.confirmed()).as("%s", evidence).isFalse();
    }

    /** A sticker hides a part of the picture, and the rest is the same. */
    @Test
    void aPictureWithAStickerIsACopy() {
        CopyEvidence evidence = evidence(SCENE, Scenes.withSticker(SCENE, Scenes.scene(3), 90, 60));
        assertThat(evidence.confirmed()).as("%s", evidence).isTrue();
    }

    @Test
    void blankPicturesAreNotConfirmed() {
        BufferedImage blank = new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB);
        assertThat(evidence(blank, blank).confirmed()).isFalse();
        assertThat(evidence(SCENE, blank).confirmed()).isFalse();
    }

    @Test
    void anotherFormatIsRecompressed() {
        Prepared original = check.prepare(Scenes.picture(SCENE), new PictureFacts(300, 200, "PNG", 90_000));
        Prepared copy = check.prepare(Scenes.picture(SCENE), new PictureFacts(300, 200, "JPEG", 9_000));
        assertThat(check.check(original, copy).labels()).containsExactly(RECOMPRESSED);
    }

    @Test
    void preparedMemoryIsBounded() {
        assertThat(check.prepare(Scenes.picture(Scenes.resized(SCENE, 1500, 1000)))
                        .bytes())
                .isLessThan(100_000);
    }
}
