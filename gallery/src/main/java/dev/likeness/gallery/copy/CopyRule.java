package dev.likeness.gallery.copy;

import dev.likeness.alignment.Alignment;

/**
 * The thresholds of {@link CopyCheck}. They were chosen on edited photographs and on pairs of similar photographs that take
 * no part in the published measurement; docs/gallery.md has the figures.
 */
final class CopyRule {
    /** Below this contrast, in grey levels, noise decides the correlation. */
    private static final double MIN_CONTRAST = 8;

    /**
     * Minimum values.
     *
     * @param keypoints that agree
     */
    private record Minimum(int keypoints, double correlation, double gradients, double blocks) {
        boolean isMetBy(Agreement agreement) {
            return agreement.keypoints() >= keypoints
                    && agreement.correlation() >= correlation
                    && agreement.gradients() >= gradients
                    && agreement.blocks() >= blocks;
        }
    }

    /** Many keypoints, so that text, stickers and other light may change the pixels. */
    private static final Minimum MANY_KEYPOINTS = new Minimum(12, -1, 0.4, 0.4);
    /** Some keypoints and similar pixels. */
    private static final Minimum SOME_KEYPOINTS = new Minimum(6, -1, 0.5, 0.5);
    /** Few keypoints, as in blurred pictures, and nearly the same pixels. */
    private static final Minimum FEW_KEYPOINTS = new Minimum(4, 0.75, 0.65, 0);
    /** No keypoints: the whole picture in one of its orientations. */
    private static final Minimum NO_KEYPOINTS = new Minimum(0, 0.85, 0.6, 0.5);

    private CopyRule() {}

    static boolean confirms(Alignment alignment, Agreement agreement) {
        if (!alignment.agreeing().isEmpty()
                && (MANY_KEYPOINTS.isMetBy(agreement) || SOME_KEYPOINTS.isMetBy(agreement))) {
            return true;
        }
        if (agreement.contrast() < MIN_CONTRAST) {
            return false;
        }
        return (alignment.agreeing().isEmpty() ? NO_KEYPOINTS : FEW_KEYPOINTS).isMetBy(agreement);
    }
}
