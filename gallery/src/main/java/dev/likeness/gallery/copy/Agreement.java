package dev.likeness.gallery.copy;

/**
 * How well two pictures agree after one is placed over the other.
 *
 * @param keypoints the number of keypoints that agree with the placement; 0 without a placement by keypoints
 * @param correlation of the luminance over the common area, -1 to 1
 * @param gradients the correlation of the gradients of the luminance, -1 to 1
 * @param blocks the share of the blocks of the common area that agree by themselves, 0 to 1
 * @param contrast the standard deviation of the luminance of the common area, in grey levels, the lower of both pictures
 */
public record Agreement(int keypoints, double correlation, double gradients, double blocks, double contrast) {}
