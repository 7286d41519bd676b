/**
 * What the scores of a measure mean: the {@linkplain dev.likeness.calibration.Calibration probability} behind a score, and
 * the {@linkplain dev.likeness.calibration.Threshold threshold} for a false-match rate. These are records; what fits them to
 * data is in the module {@code data}.
 */
@NullMarked
package dev.likeness.calibration;

import org.jspecify.annotations.NullMarked;
