package dev.likeness.study.outcome;

import org.jspecify.annotations.Nullable;

/**
 * How far a contender is from the baseline in a figure, on the same pairs.
 *
 * @param value contender less baseline
 * @param low the lower end of its 95 % interval
 * @param high the upper end
 * @param p how likely so large a difference is by chance alone, two-sided; null where there are too few seeds to tell
 * @param corrected the same, corrected for the number of comparisons; null where no verdict is given
 * @param verdict of the figure that the study judges by; {@link Verdict#NONE} in all others
 */
public record Difference(
        String contender,
        String figure,
        double value,
        double low,
        double high,
        @Nullable Double p,
        @Nullable Double corrected,
        Verdict verdict) {}
