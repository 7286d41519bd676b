package dev.likeness.study.report;

import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.CostFacts;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import org.jspecify.annotations.Nullable;

/** What accuracy can be held against. */
enum CostAxis {
    COMPARE("Comparing a pair, many at once", "microseconds a pair"),
    ENCODE("Encoding a picture", "milliseconds a picture"),
    NEW_PAIR("Two new pictures: encoding both, and comparing", "milliseconds for both"),
    PAIR_OPERATIONS("Multiply-adds for a pair, both pictures encoded", "multiply-adds a pair"),
    NEW_PAIR_OPERATIONS("Multiply-adds for two new pictures", "multiply-adds for both"),
    PARAMETERS("Parameters", "trained numbers");

    private final String label;
    private final String unit;

    CostAxis(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    String label() {
        return label;
    }

    String unit() {
        return unit;
    }

    /** What a contender costs, above 0; null where it is not known, or is nothing. */
    static @Nullable Double of(ContenderOutcome contender, CostAxis axis) {
        Timing timing = contender.timing();
        CostFacts cost = contender.cost();
        double value = switch (axis) {
            case COMPARE -> timing == null ? 0 : timing.compareMicroseconds();
            case ENCODE -> timing == null ? 0 : timing.encodeMilliseconds();
            case NEW_PAIR ->
                timing == null ? 0 : 2 * timing.encodeMilliseconds() + timing.compareAloneMicroseconds() / 1000;
            case PAIR_OPERATIONS -> cost == null ? 0 : cost.perPair();
            case NEW_PAIR_OPERATIONS ->
                cost == null ? 0 : 2.0 * (cost.towerPerPicture() + cost.headPerPicture()) + cost.perPair();
            case PARAMETERS -> cost == null ? 0 : cost.parameters();
        };
        return value > 0 ? value : null;
    }
}
