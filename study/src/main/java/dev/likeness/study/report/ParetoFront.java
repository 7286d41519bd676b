package dev.likeness.study.report;

import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Those than which no other is at once cheaper and better, by their estimates alone. */
final class ParetoFront {
    private ParetoFront() {}

    private record Point(ContenderOutcome contender, double cost, double good) {}

    /** The front from cheap to dear, which is from worse to better. */
    static List<ContenderOutcome> of(List<ContenderOutcome> contenders, String figure, CostAxis axis) {
        List<Point> points = new ArrayList<>();
        for (ContenderOutcome contender : contenders) {
            Double cost = CostAxis.of(contender, axis);
            Rate rate = contender.figures().of(figure);
            if (cost != null && rate != null) {
                double good = Figures.higherIsBetter(figure) ? rate.value() : -rate.value();
                points.add(new Point(contender, cost, good));
            }
        }
        points.sort(Comparator.comparingDouble(Point::cost)
                .thenComparing(Comparator.comparingDouble(Point::good).reversed()));
        List<ContenderOutcome> front = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        for (Point point : points) {
            if (point.good > best) {
                front.add(point.contender);
                best = point.good;
            }
        }
        return front;
    }
}
