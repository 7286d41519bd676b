package dev.likeness.alignment;

import java.util.ArrayList;
import java.util.List;

/** The square from (0, 0) to (1, 1), which is a whole picture in relative coordinates. */
final class UnitSquare {
    private static final double[][] CORNERS = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};

    private UnitSquare() {}

    /**
     * The area that the image of the square shares with the square, 0 to 1; 0 if a corner has no image.
     */
    static double sharedArea(ProjectiveMap map) {
        List<double[]> polygon = new ArrayList<>();
        for (double[] corner : CORNERS) {
            if (map.w(corner[0], corner[1]) <= 0) {
                return 0;
            }
            polygon.add(new double[] {map.x(corner[0], corner[1]), map.y(corner[0], corner[1])});
        }
        for (int axis = 0; axis < 2; axis++) {
            polygon = clipped(polygon, axis, 1, 0);
            polygon = clipped(polygon, axis, -1, 1);
        }
        return Math.min(1, area(polygon));
    }

    /** The part of a polygon where {@code sign * p[axis] + offset >= 0}: Sutherland and Hodgman, CACM 1974. */
    private static List<double[]> clipped(List<double[]> polygon, int axis, double sign, double offset) {
        List<double[]> inside = new ArrayList<>();
        for (int i = 0; i < polygon.size(); i++) {
            double[] from = polygon.get(i);
            double[] to = polygon.get((i + 1) % polygon.size());
            double before = sign * from[axis] + offset;
            double after = sign * to[axis] + offset;
            if (before >= 0) {
                inside.add(from);
            }
            if (before >= 0 != after >= 0) {
                double part = before / (before - after);
                inside.add(new double[] {from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])});
            }
        }
        return inside;
    }

    private static double area(List<double[]> polygon) {
        double twice = 0;
        for (int i = 0; i < polygon.size(); i++) {
            double[] from = polygon.get(i);
            double[] to = polygon.get((i + 1) % polygon.size());
            twice += from[0] * to[1] - to[0] * from[1];
        }
        return Math.abs(twice) / 2;
    }
}
