package dev.likeness.study.report;

import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.CostFacts;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.study.outcome.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The costs that accuracy is plotted against. */
enum CostAxis {
    COMPARE("Comparing a pair, many at once", "microseconds a pair"),
    ENCODE("Encoding a picture", "milliseconds a picture"),
    NEW_PAIR("Two new pictures: encoding both, and comparing", "milliseconds for both"),
    PAIR_OPERATIONS("Multiply-adds for a pair, both pictures encoded", "multiply-adds a pair"),
    NEW_PAIR_OPERATIONS("Multiply-adds for two new pictures", "multiply-adds for both"),
    PARAMETERS("Parameters", "trained numbers");

    private final String label;
    private final String unit;

    private record Point(ContenderOutcome contender, double cost, double quality) {}

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

    /** The cost of a contender, above 0; null if it is unknown or 0. */
    @Nullable
    Double of(ContenderOutcome contender) {
        Timing timing = contender.timing();
        CostFacts cost = contender.cost();
        double value = switch (this) {
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

    /**
     * The Pareto front by the estimates alone: contenders for which no other is both cheaper and better. Sorted from
     * cheap to expensive, which is from worse to better.
     */
    List<ContenderOutcome> front(List<ContenderOutcome> contenders, Figure figure) {
        List<Point> points = new ArrayList<>();
        for (ContenderOutcome contender : contenders) {
            Double cost = of(contender);
            Rate rate = contender.figures().get(figure);
            if (cost != null && rate != null) {
                double quality = figure.higherIsBetter() ? rate.value() : -rate.value();
                points.add(new Point(contender, cost, quality));
            }
        }
        points.sort(Comparator.comparingDouble(Point::cost)
                .thenComparing(Comparator.comparingDouble(Point::quality).reversed()));
        List<ContenderOutcome> front = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        for (Point point : points) {
            if (point.quality > best) {
                front.add(point.contender);
                best = point.quality;
            }
        }
        return front;
    }
}
