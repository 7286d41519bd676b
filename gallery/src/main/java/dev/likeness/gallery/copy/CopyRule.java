package dev.likeness.gallery.copy;

import dev.likeness.alignment.Alignment;

/** The thresholds of {@link CopyCheck}. */
final class CopyRule {
    private CopyRule() {}

    static boolean confirms(Alignment alignment, Agreement agreement) {
        if (agreement.keypoints() > 0) {
            return agreement.keypoints() >= 8 && agreement.gradients() >= 0.5
                    || agreement.gradients() >= 0.7 && agreement.correlation() >= 0.8;
        }
        return agreement.gradients() >= 0.8 && agreement.correlation() >= 0.9;
    }
}
