package dev.likeness.gallery.copy;

/**
 * How well two pictures agree after one is placed over the other.
 *
 * @param keypoints the number of keypoints that agree with the placement; 0 without a placement by keypoints
 * @param share the keypoints that agree, as a share of those that the common part has in the picture with fewer of them; 0 to 1
 * @param available the keypoints that the common part has in the picture with fewer of them, estimated from its area
 * @param correlation of the luminance over the common area, -1 to 1
 * @param gradients the correlation of the gradients of the luminance, -1 to 1
 * @param blocks the share of the blocks of the common area that agree by themselves, 0 to 1
 * @param differences the share of the cells at edges that differ after brightness and contrast are adjusted, 0 to 1
 * @param distortion how far the placement is from those that programs make, 0 or more (see {@link Distortion#of})
 * @param error the median distance of the agreeing keypoints of the copy from their places, in heights of the copy; 0 without keypoints
 * @param contrast the standard deviation of the luminance of the common area, in grey levels, the lower of both pictures
 */
public record Agreement(
        int keypoints,
        double share,
        double available,
        double correlation,
        double gradients,
        double blocks,
        double differences,
        double distortion,
        double error,
        double contrast) {}
