package dev.likeness.study.outcome;

import org.jspecify.annotations.Nullable;

/**
 * The difference between a contender and the baseline in one figure, on the same pairs or trials.
 *
 * @param value the contender's figure minus the baseline's
 * @param low the lower end of its 95 % interval
 * @param high the upper end
 * @param p two-sided p-value; null if there are too few seeds for a test
 * @param corrected the p-value corrected for the number of comparisons; null if nothing is tested
 * @param significance for the figure that the study ranks by; {@link Significance#NOT_TESTED} for all others
 */
public record Difference(
        String contender,
        Figure figure,
        double value,
        double low,
        double high,
        @Nullable Double p,
        @Nullable Double corrected,
        Significance significance) {}
