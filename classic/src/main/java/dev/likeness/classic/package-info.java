/**
 * The traditional measures, on OpenCV: what a learned measure has to beat, and often a good answer by itself.
 *
 * <p>One file for each, found by name through {@link dev.likeness.measure.Measures}. OpenCV is loaded when the first
 * measure that needs it is opened, not before. Where a measure compares pixel with pixel it stretches both pictures to
 * the same small square first; those that look for keypoints keep the picture's proportions.
 */
@NullMarked
package dev.likeness.classic;

import org.jspecify.annotations.NullMarked;
