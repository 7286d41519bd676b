package dev.likeness.gallery.copy;

import dev.likeness.alignment.Alignment;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Names the edits of a confirmed copy. */
final class CopyLabels {
    /** A smaller rotation is not noticed, or due to the accuracy of the alignment. */
    private static final double MIN_DEGREES = 4;
    /** A part of the area below this share is missing for other reasons than cropping. */
    private static final double WHOLE = 0.95;
    /** The ratio of lengths in pixels from which a copy is resized. */
    private static final double RESIZED = 1.05;
    /** A file is recompressed if it has less than this share of the bytes for the same number of pixels. */
    private static final double FEWER_BYTES = 0.8;

    private CopyLabels() {}

    static Set<CopyLabel> of(Prepared original, Prepared copy, Alignment alignment) {
        Set<CopyLabel> labels = EnumSet.noneOf(CopyLabel.class);
        boolean mirrored = alignment.mirrored();
        if (mirrored) {
            labels.add(CopyLabel.MIRRORED);
        }
        // Flipped upside down is mirrored and rotated by 180 degrees, and people call it mirrored.
        double turned = Math.abs(Math.IEEEremainder(alignment.degrees(), mirrored ? 180 : 360));
        if (turned > MIN_DEGREES) {
            labels.add(CopyLabel.TURNED);
        }
        if (alignment.visibleOfA() < WHOLE) {
            labels.add(CopyLabel.CROPPED);
        }
        if (alignment.visibleOfB() < WHOLE) {
            labels.add(CopyLabel.FRAMED);
        }
        double scale = scale(original.facts, copy.facts, alignment);
        boolean resized = scale > RESIZED || scale < 1 / RESIZED;
        if (resized) {
            labels.add(CopyLabel.RESIZED);
        }
        if (recompressed(original.facts, copy.facts, resized)) {
            labels.add(CopyLabel.RECOMPRESSED);
        }
        if (TintChange.between(original, copy, alignment.map())) {
            labels.add(CopyLabel.RECOLOURED);
        }
        return labels;
    }

    /** The factor on lengths in pixels of the files, from the original to the copy. */
    private static double scale(PictureFacts original, PictureFacts copy, Alignment alignment) {
        double share = alignment.visibleOfB() / Math.max(1e-9, alignment.visibleOfA());
        double pixels = (double) copy.width() * copy.height() / ((double) original.width() * original.height());
        return Math.sqrt(share * pixels);
    }

    private static boolean recompressed(PictureFacts original, PictureFacts copy, boolean resized) {
        String before = original.format().toLowerCase(Locale.ROOT);
        String after = copy.format().toLowerCase(Locale.ROOT);
        if (before.isEmpty() || after.isEmpty()) {
            return false;
        }
        if (!before.equals(after)) {
            return true;
        }
        if (resized || original.bytes() == 0 || copy.bytes() == 0) {
            return false;
        }
        double bytes = (double) copy.bytes() / ((double) copy.width() * copy.height());
        return bytes < FEWER_BYTES * original.bytes() / ((double) original.width() * original.height());
    }
}
