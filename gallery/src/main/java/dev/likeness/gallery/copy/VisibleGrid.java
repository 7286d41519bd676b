package dev.likeness.gallery.copy;

import dev.likeness.alignment.ProjectiveMap;
import java.util.Arrays;

/**
 * A square grid over the part of an original that a copy shows, so that a small crop has as many cells as a whole picture.
 * Values are luminance, 0 to 255, {@code [side,side]} flattened; cells where the content of a picture ends are NaN, as uniform
 * borders around two pictures agree, or disagree, whatever they show.
 */
final class VisibleGrid {
    /** The smallest width and height of the visible part. */
    private static final double LEAST = 0.02;

    private final int side;
    private final ProjectiveMap map;
    private final Box box;
    private final Luminance.Level from;
    private final Luminance.Level to;
    private final ContentBox ofOriginal;
    private final ContentBox ofCopy;

    /** A part of the unit square. */
    record Box(double left, double top, double width, double height) {}

    VisibleGrid(Luminance original, Luminance copy, ProjectiveMap map, int side) {
        this.side = side;
        this.map = map;
        this.ofOriginal = original.content();
        this.ofCopy = copy.content();
        this.box = visible(map, ofOriginal, ofCopy);
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
        return sampled(from, ofOriginal, ProjectiveMap.IDENTITY);
    }

    /** The copy at the places where a map puts the cells. */
    double[] copy(ProjectiveMap placement) {
        return sampled(to, ofCopy, placement);
    }

    private double[] sampled(Luminance.Level level, ContentBox content, ProjectiveMap placement) {
        double[] values = new double[side * side];
        Arrays.fill(values, Double.NaN);
        for (int j = 0, i = 0; j < side; j++) {
            double v = box.top + (j + 0.5) * box.height / side;
            for (int k = 0; k < side; k++, i++) {
                double u = box.left + (k + 0.5) * box.width / side;
                double x = placement.x(u, v);
                double y = placement.y(u, v);
                if (content.has(x, y)) {
                    values[i] = level.at(x, y);
                }
            }
        }
        return values;
    }

    /** The box around the part of the original's content that the content of the copy shows. */
    private static Box visible(ProjectiveMap map, ContentBox original, ContentBox copy) {
        ProjectiveMap back = map.inverse();
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int corner = 0; corner < 4; corner++) {
            double x = copy.left() + (corner & 1) * copy.width();
            double y = copy.top() + (corner >> 1) * copy.height();
            double u = back.x(x, y);
            double v = back.y(x, y);
            left = Math.min(left, u);
            top = Math.min(top, v);
            right = Math.max(right, u);
            bottom = Math.max(bottom, v);
        }
        double endX = original.left() + original.width();
        double endY = original.top() + original.height();
        double x = Math.max(original.left(), Math.min(left, endX - LEAST));
        double y = Math.max(original.top(), Math.min(top, endY - LEAST));
        return new Box(
                x, y, Math.min(endX, Math.max(right, x + LEAST)) - x, Math.min(endY, Math.max(bottom, y + LEAST)) - y);
    }
}
