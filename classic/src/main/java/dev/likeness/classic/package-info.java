/**
 * The traditional measures, on OpenCV: baselines for learned measures, and often good enough on their own.
 *
 * <p>Each measure is one file and one line in {@link dev.likeness.classic.ClassicMeasures}, and is found by name through
 * {@link dev.likeness.measure.Measures}. OpenCV is loaded when the first measure that needs it is opened. Measures that
 * compare pixels stretch both pictures to the same small square first; measures that detect keypoints keep the proportions
 * of the picture.
 */
@NullMarked
package dev.likeness.classic;

import org.jspecify.annotations.NullMarked;
