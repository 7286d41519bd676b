package dev.likeness.gallery.copy;

import dev.likeness.alignment.ProjectiveMap;
import java.util.Arrays;

/**
 * A square grid over the part of an original that a copy shows, so that a small crop has as many cells as a whole picture.
 * Values are luminance, 0 to 255, {@code [side,side]} flattened; cells where a picture ends are NaN.
 */
final class VisibleGrid {
    /** The smallest width and height of the visible part. */
    private static final double LEAST = 0.02;

    private final int side;
    private final ProjectiveMap map;
    private final Box box;
    private final Luminance.Level from;
    private final Luminance.Level to;

    /** A part of the unit square. */
    record Box(double left, double top, double width, double height) {}

    VisibleGrid(Luminance original, Luminance copy, ProjectiveMap map, int side) {
        this.side = side;
        this.map = map;
        this.box = visible(map);
        double width = box.width / side;
        double height = box.height / side;
        this.from = original.level(1 / width, 1 / height);
        double across = Math.hypot(map.xu(), map.yu()) * width;
        double down = Math.hypot(map.xv(), map.yv()) * height;
        double cell = Math.max(1e-6, Math.max(across, down));
        this.to = copy.level(1 / cell, 1 / cell);
    }

    Box box() {
        return box;
    }

    /** The placement that determined the box. */
    ProjectiveMap map() {
        return map;
    }

    double[] original() {
        return sampled(from, ProjectiveMap.IDENTITY);
    }

    /** The copy at the places where a map puts the cells. */
    double[] copy(ProjectiveMap placement) {
        return sampled(to, placement);
    }

    private double[] sampled(Luminance.Level level, ProjectiveMap placement) {
        double[] values = new double[side * side];
        Arrays.fill(values, Double.NaN);
        for (int j = 0, i = 0; j < side; j++) {
            double v = box.top + (j + 0.5) * box.height / side;
            for (int k = 0; k < side; k++, i++) {
                double u = box.left + (k + 0.5) * box.width / side;
                double x = placement.x(u, v);
                double y = placement.y(u, v);
                if (x >= 0 && x <= 1 && y >= 0 && y <= 1 && u >= 0 && u <= 1 && v >= 0 && v <= 1) {
                    values[i] = level.at(x, y);
                }
            }
        }
        return values;
    }

    /** The box around the part of the original that the copy shows. */
    private static Box visible(ProjectiveMap map) {
        ProjectiveMap back = map.inverse();
        double left = 1;
        double top = 1;
        double right = 0;
        double bottom = 0;
        for (int corner = 0; corner < 4; corner++) {
            double u = back.x(corner & 1, corner >> 1);
            double v = back.y(corner & 1, corner >> 1);
            left = Math.min(left, u);
            top = Math.min(top, v);
            right = Math.max(right, u);
            bottom = Math.max(bottom, v);
        }
        double x = Math.max(0, Math.min(left, 1 - LEAST));
        double y = Math.max(0, Math.min(top, 1 - LEAST));
        return new Box(x, y, Math.min(1, Math.max(right, x + LEAST)) - x, Math.min(1, Math.max(bottom, y + LEAST)) - y);
    }
}
