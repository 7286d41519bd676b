package dev.likeness.classic;

import static dev.likeness.classic.PatchDescription.SCALE_FACTOR;

import dev.likeness.picture.Picture;
import org.bytedeco.opencv.opencv_xfeatures2d.VGG;

/**
 * {@code vgg-descriptor}: a learned descriptor of patches, applied to the whole picture. Gradients of 64x64 grey pixels
 * are pooled over learned regions and projected to 120 numbers, by Simonyan, Vedaldi and Zisserman, "Learning local
 * feature descriptors using convex optimisation", PAMI 2014, with the weights that OpenCV ships (learned
 * on the Liberty patches of Brown et al.). The score is the negative Euclidean distance, at most 0. Thread-safe.
 */
final class VggDescriptorMeasure extends VectorMeasure {
    static final String NAME = "vgg-descriptor";
    /** It samples from {@code int(centre + 0.5 + x - 32)} for x from 0 to 63. */
    private static final PatchDescription PATCH = PatchDescription.scaled(64, 31.5f);

    private static final float BLUR = 1.4f; // the default, in pixels of the patch

    private final ExtractorPool descriptors =
            new ExtractorPool(() -> VGG.create(VGG.VGG_120, BLUR, true, true, SCALE_FACTOR, false));

    VggDescriptorMeasure() {
        super(NAME);
    }

    /** {@code [120]} */
    @Override
    float[] vector(Picture picture) {
        return descriptors.with(descriptor -> PATCH.of(picture, descriptor));
    }

    @Override
    double score(float[] a, float[] b) {
        return -Math.sqrt(Distances.squared(a, b));
    }

    @Override
    void release() {
        descriptors.close();
    }
}
