package dev.likeness.classic;

import static dev.likeness.classic.PatchDescription.SCALE_FACTOR;

import dev.likeness.picture.Picture;
import org.bytedeco.opencv.opencv_xfeatures2d.BoostDesc;

/**
 * {@code boost-descriptor}: a learned binary descriptor of patches, applied to the whole picture. Each of its 256 bits is
 * the sign of a boosted sum of gradient responses in 32x32 grey pixels, by Trzcinski, Christoudias, Fua and Lepetit,
 * "Boosting binary keypoint descriptors", CVPR 2013 (BinBoost), with the weights that OpenCV ships. The score is
 * the share of equal bits, 0 to 1. Thread-safe.
 */
final class BoostDescriptorMeasure extends HashMeasure {
    static final String NAME = "boost-descriptor";
    /** It samples from {@code centre + x - 16} for x from 0 to 31. */
    private static final PatchDescription PATCH = PatchDescription.scaled(32, 16);

    private final ExtractorPool descriptors =
            new ExtractorPool(() -> BoostDesc.create(BoostDesc.BINBOOST_256, true, SCALE_FACTOR));

    BoostDescriptorMeasure() {
        super(NAME);
    }

    /** 256 bits in 32 numbers. */
    @Override
    float[] vector(Picture picture) {
        return descriptors.with(descriptor -> PATCH.of(picture, descriptor));
    }

    @Override
    void release() {
        descriptors.close();
    }
}
