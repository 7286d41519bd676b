package dev.likeness.classic;

import dev.likeness.alignment.Alignment;
import dev.likeness.alignment.Aspects;
import dev.likeness.alignment.PointPair;
import dev.likeness.alignment.ProjectiveMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the affine map that most matched keypoints agree with. Each match alone determines a similarity transform, by the
 * positions, scales and orientations of its two keypoints. The best of these are refined by least squares with the matches
 * that agree, as in Philbin et al., "Object retrieval with large vocabularies and fast spatial matching", CVPR 2007,
 * sec. 4. All matches are tried, so the result is deterministic.
 */
final class AffineSearch {
    /** The number of transforms that are refined. */
    private static final int REFINED = 6;
    /** Tolerances in pixels of the working picture, from the first to the last step. */
    private static final double[] TOLERANCES = {20, 12, 7, 5, 5};

    private static final double MAX_TURN = Math.toRadians(22);
    private static final double MAX_GROWTH = Math.log(1.6);
    /** Positions nearer than this many pixels count once: SIFT gives some positions several orientations. */
    private static final double CELL = 3;
    /** An affine map needs more matches than a similarity. */
    private static final int ENOUGH_FOR_AFFINE = 7;

    private final OrientedKeypoints a;
    private final OrientedKeypoints b;
    private final List<KeypointMatcher.Match> matches;
    private final double[] turn;
    private final double[] growth;

    private AffineSearch(OrientedKeypoints a, OrientedKeypoints b, List<KeypointMatcher.Match> matches) {
        this.a = a;
        this.b = b;
        this.matches = matches;
        this.turn = new double[matches.size()];
        this.growth = new double[matches.size()];
        for (int i = 0; i < turn.length; i++) {
            KeypointMatcher.Match match = matches.get(i);
            turn[i] = b.angle(match.b()) - a.angle(match.a());
            growth[i] = Math.log(b.diameter(match.b()) / a.diameter(match.a()));
        }
    }

    /** The alignment; empty if no plausible map has enough agreeing matches. */
    static Optional<Alignment> of(
            OrientedKeypoints a, OrientedKeypoints b, List<KeypointMatcher.Match> matches, Aspects aspects) {
        if (matches.size() < Plausibility.MIN_AGREEING) {
            return Optional.empty();
        }
        return new AffineSearch(a, b, matches).search(aspects);
    }

    private Optional<Alignment> search(Aspects aspects) {
        List<PixelMap> starts = new ArrayList<>();
        int[] counts = new int[matches.size()];
        for (int i = 0; i < counts.length; i++) {
            PixelMap start = start(i);
            starts.add(start);
            counts[i] = agreeing(start, TOLERANCES[0]).size();
        }
        List<Integer> order = IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> -counts[i]).thenComparing(i -> i))
                .toList();
        PixelMap best = null;
        List<Integer> most = List.of();
        Set<List<Integer>> tried = new HashSet<>();
        for (int next = 0; next < order.size() && tried.size() < REFINED; next++) {
            PixelMap map = starts.get(order.get(next));
            List<Integer> agreeing = agreeing(map, TOLERANCES[0]);
            if (agreeing.size() <= most.size() || !tried.add(agreeing)) {
                continue;
            }
            for (int step = 1; step < TOLERANCES.length && agreeing.size() >= 2; step++) {
                map = agreeing.size() >= ENOUGH_FOR_AFFINE && step > 1 ? affine(agreeing, map) : similarity(agreeing);
                agreeing = agreeing(map, TOLERANCES[step]);
            }
            List<Integer> distinct = distinct(agreeing);
            if (distinct.size() > most.size()) {
                most = distinct;
                best = map;
            }
        }
        if (best == null || !Plausibility.of(best, a, b)) {
            return Optional.empty();
        }
        Alignment alignment = new Alignment(relative(best), aspects, matches.size(), pairs(most));
        return Plausibility.of(alignment) ? Optional.of(alignment) : Optional.empty();
    }

    /** The similarity transform that one match determines. */
    private PixelMap start(int match) {
        double scale = Math.exp(growth[match]);
        double cos = scale * Math.cos(turn[match]);
        double sin = scale * Math.sin(turn[match]);
        double x = a.x(matches.get(match).a());
        double y = a.y(matches.get(match).a());
        return new PixelMap(
                cos,
                -sin,
                b.x(matches.get(match).b()) - cos * x + sin * y,
                sin,
                cos,
                b.y(matches.get(match).b()) - sin * x - cos * y);
    }

    /** The matches that agree with a map in position, orientation and scale, ascending. */
    private List<Integer> agreeing(PixelMap map, double tolerance) {
        double scale = map.scale();
        double angle = map.angle();
        double logScale = Math.log(scale);
        double allowed = tolerance * Math.max(0.3, Math.min(1, scale));
        List<Integer> agreeing = new ArrayList<>();
        for (int i = 0; i < turn.length; i++) {
            KeypointMatcher.Match match = matches.get(i);
            double dx = map.x(a.x(match.a()), a.y(match.a())) - b.x(match.b());
            double dy = map.y(a.x(match.a()), a.y(match.a())) - b.y(match.b());
            if (dx * dx + dy * dy <= allowed * allowed
                    && Math.abs(growth[i] - logScale) <= MAX_GROWTH
                    && Math.abs(Math.IEEEremainder(turn[i] - angle, 2 * Math.PI)) <= MAX_TURN) {
                agreeing.add(i);
            }
        }
        return agreeing;
    }

    /** One match for each position of a and of b. */
    private List<Integer> distinct(List<Integer> agreeing) {
        Set<List<Long>> seenInA = new HashSet<>();
        Set<List<Long>> seenInB = new HashSet<>();
        List<Integer> distinct = new ArrayList<>();
        for (int i : agreeing) {
            KeypointMatcher.Match match = matches.get(i);
            boolean newInA = seenInA.add(List.of(Math.round(a.x(match.a()) / CELL), Math.round(a.y(match.a()) / CELL)));
            boolean newInB = seenInB.add(List.of(Math.round(b.x(match.b()) / CELL), Math.round(b.y(match.b()) / CELL)));
            if (newInA && newInB) {
                distinct.add(i);
            }
        }
        return distinct;
    }

    /** The similarity transform of least squares; the matches must be at least two. */
    private PixelMap similarity(List<Integer> agreeing) {
        double n = agreeing.size();
        double ax = 0;
        double ay = 0;
        double bx = 0;
        double by = 0;
        for (int i : agreeing) {
            KeypointMatcher.Match match = matches.get(i);
            ax += a.x(match.a()) / n;
            ay += a.y(match.a()) / n;
            bx += b.x(match.b()) / n;
            by += b.y(match.b()) / n;
        }
        double dot = 0;
        double cross = 0;
        double square = 1e-9;
        for (int i : agreeing) {
            KeypointMatcher.Match match = matches.get(i);
            double x = a.x(match.a()) - ax;
            double y = a.y(match.a()) - ay;
            double u = b.x(match.b()) - bx;
            double v = b.y(match.b()) - by;
            dot += x * u + y * v;
            cross += x * v - y * u;
            square += x * x + y * y;
        }
        double cos = dot / square;
        double sin = cross / square;
        return new PixelMap(cos, -sin, bx - cos * ax + sin * ay, sin, cos, by - sin * ax - cos * ay);
    }

    /** The affine map of least squares; the previous map if the matches are nearly on a line. */
    private PixelMap affine(List<Integer> agreeing, PixelMap previous) {
        double[][] normal = new double[3][3];
        double[] rightX = new double[3];
        double[] rightY = new double[3];
        for (int i : agreeing) {
            KeypointMatcher.Match match = matches.get(i);
            double[] row = {a.x(match.a()), a.y(match.a()), 1};
            for (int r = 0; r < 3; r++) {
                for (int c = 0; c < 3; c++) {
                    normal[r][c] += row[r] * row[c];
                }
                rightX[r] += row[r] * b.x(match.b());
                rightY[r] += row[r] * b.y(match.b());
            }
        }
        double[] x = solved(normal, rightX);
        double[] y = solved(normal, rightY);
        if (x.length == 0 || y.length == 0) {
            return previous;
        }
        return new PixelMap(x[0], x[1], x[2], y[0], y[1], y[2]);
    }

    /** Cramer's rule for three unknowns; an empty array if the determinant is nearly 0. */
    private static double[] solved(double[][] m, double[] right) {
        double whole = determinant(m);
        double size = m[0][0] * m[1][1] * m[2][2];
        if (!(Math.abs(whole) > 1e-5 * size)) {
            return new double[0];
        }
        double[] solution = new double[3];
        for (int column = 0; column < 3; column++) {
            double[][] replaced = new double[3][];
            for (int row = 0; row < 3; row++) {
                replaced[row] = Arrays.copyOf(m[row], 3);
                replaced[row][column] = right[row];
            }
            solution[column] = determinant(replaced) / whole;
        }
        return solution;
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }

    private ProjectiveMap relative(PixelMap map) {
        // The centre of pixel 0 lies half a pixel from the border.
        double w = a.width();
        double h = a.height();
        double x0 = map.x(-0.5, -0.5) + 0.5;
        double y0 = map.y(-0.5, -0.5) + 0.5;
        return ProjectiveMap.affine(
                map.xx() * w / b.width(),
                map.xy() * h / b.width(),
                x0 / b.width(),
                map.yx() * w / b.height(),
                map.yy() * h / b.height(),
                y0 / b.height());
    }

    private List<PointPair> pairs(List<Integer> agreeing) {
        List<PointPair> pairs = new ArrayList<>();
        for (int i : agreeing) {
            KeypointMatcher.Match match = matches.get(i);
            pairs.add(new PointPair(
                    (a.x(match.a()) + 0.5) / a.width(),
                    (a.y(match.a()) + 0.5) / a.height(),
                    (b.x(match.b()) + 0.5) / b.width(),
                    (b.y(match.b()) + 0.5) / b.height()));
        }
        return pairs;
    }
}
