package dev.likeness.gallery.copy;

import dev.likeness.alignment.ProjectiveMap;

/**
 * Moves a placement by fractions of a pixel, so that the luminance of both pictures agrees best: keypoints of a reduced picture
 * leave an error that fine texture does not forgive.
 *
 * <p>Gauss-Newton steps on an affine map, as Lucas and Kanade 1981 (equation 9, in two dimensions) and Baker and Matthews 2004
 * (equation 10) describe, with a linear model of the change of light. Cells whose difference stands out, such as those under a
 * sticker, have no weight (Beaton and Tukey 1974).
 */
final class Refinement {
    /** The cells of the grid along each side of the visible part of the original. */
    private static final int SIDE = 40;

    private static final int STEPS = 8;
    /** The unknowns of an affine map. */
    private static final int UNKNOWNS = 6;
    /** A step that moves no cell further ends the search: cells. */
    private static final double SMALL = 0.03;
    /** The largest change of the map in all, as a share of the visible part. */
    private static final double LARGEST = 0.08;

    private final VisibleGrid grid;
    private final double[] a;

    private Refinement(Luminance original, Luminance copy, ProjectiveMap map) {
        this.grid = new VisibleGrid(original, copy, map, SIDE);
        this.a = grid.original();
    }

    /** A placement near {@code map} that agrees better; {@code map} itself if the search finds none. */
    static ProjectiveMap of(Luminance original, Luminance copy, ProjectiveMap map) {
        return new Refinement(original, copy, map).search();
    }

    private ProjectiveMap search() {
        double[] moved = new double[UNKNOWNS];
        ProjectiveMap best = grid.map();
        double least = Double.POSITIVE_INFINITY;
        for (int step = 0; step < STEPS; step++) {
            ProjectiveMap map = moved(moved);
            double[] b = grid.copy(map);
            LightChange light = LightChange.between(a, b);
            double error = light.spread();
            if (error < least) {
                least = error;
                best = map;
            }
            double[] change = change(b, light.residuals(), LightChange.TUKEY * error);
            if (change.length == 0) {
                return best;
            }
            double most = 0;
            for (int i = 0; i < UNKNOWNS; i++) {
                moved[i] += change[i];
                most = Math.max(most, Math.abs(change[i]));
                if (!(Math.abs(moved[i]) <= LARGEST)) {
                    return best;
                }
            }
            if (most * SIDE < SMALL) {
                return best;
            }
        }
        return best;
    }

    /** The map after a small affine map of the visible part. */
    private ProjectiveMap moved(double[] p) {
        VisibleGrid.Box box = grid.box();
        double u = box.left() + box.width() / 2;
        double v = box.top() + box.height() / 2;
        double xv = p[1] * box.width() / box.height();
        double yu = p[3] * box.height() / box.width();
        ProjectiveMap small = ProjectiveMap.affine(
                1 + p[0],
                xv,
                p[2] * box.width() - p[0] * u - xv * v,
                yu,
                1 + p[4],
                p[5] * box.height() - yu * u - p[4] * v);
        return small.then(grid.map());
    }

    /** The step of Gauss and Newton; empty if the pictures do not determine one. */
    private static double[] change(double[] b, double[] residuals, double bound) {
        double[][] normal = new double[UNKNOWNS][UNKNOWNS + 1];
        for (int y = 1; y + 1 < SIDE; y++) {
            for (int x = 1; x + 1 < SIDE; x++) {
                int i = y * SIDE + x;
                double across = (b[i + 1] - b[i - 1]) / 2 * SIDE;
                double down = (b[i + SIDE] - b[i - SIDE]) / 2 * SIDE;
                double share = residuals[i] / bound;
                if (Double.isNaN(across + down + share) || Math.abs(share) >= 1) {
                    continue;
                }
                double weight = (1 - share * share) * (1 - share * share);
                double s = (x + 0.5) / SIDE - 0.5;
                double t = (y + 0.5) / SIDE - 0.5;
                double[] row = {across * s, across * t, across, down * s, down * t, down};
                for (int j = 0; j < UNKNOWNS; j++) {
                    for (int k = 0; k < UNKNOWNS; k++) {
                        normal[j][k] += weight * row[j] * row[k];
                    }
                    normal[j][UNKNOWNS] -= weight * row[j] * residuals[i];
                }
            }
        }
        return solution(normal);
    }

    /** Solves a positive definite system by elimination; empty if it is nearly singular. */
    private static double[] solution(double[][] rows) {
        double largest = 0;
        for (int i = 0; i < UNKNOWNS; i++) {
            largest = Math.max(largest, rows[i][i]);
        }
        for (int i = 0; i < UNKNOWNS; i++) {
            if (!(rows[i][i] > 1e-9 * largest)) {
                return new double[0];
            }
            for (int j = i + 1; j < UNKNOWNS; j++) {
                double factor = rows[j][i] / rows[i][i];
                for (int k = i; k <= UNKNOWNS; k++) {
                    rows[j][k] -= factor * rows[i][k];
                }
            }
        }
        double[] x = new double[UNKNOWNS];
        for (int i = UNKNOWNS - 1; i >= 0; i--) {
            double sum = rows[i][UNKNOWNS];
            for (int k = i + 1; k < UNKNOWNS; k++) {
                sum -= rows[i][k] * x[k];
            }
            x[i] = sum / rows[i][i];
        }
        return x;
    }
}
