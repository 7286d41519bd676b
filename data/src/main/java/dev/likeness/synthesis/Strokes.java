package dev.likeness.synthesis;

import dev.likeness.data.SeededRandom;
import dev.likeness.picture.Picture;
import dev.likeness.synthesis.DrawingStyle.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Invented characters in black pen strokes on white.
 *
 * <p>A character is one to four strokes between points of an irregular grid, often connected to an earlier stroke, as in
 * letters. A writer redraws it with small shifts, tremor, slant, stretch and an individual pen pressure. Coordinates: the
 * character fills about -1 to 1 on both axes, y downwards, until the writer places it on the paper.
 */
final class Strokes {
    private static final int WHITE = 255;
    private static final long CHARACTER = 1;
    private static final long MANNER = 2;
    private static final long HAND = 3;

    private Strokes() {}

    static Picture draw(Subject subject) {
        List<double[][]> character = character(subject);
        Random hand = SeededRandom.of(subject.seed(), HAND, subject.identity(), subject.hand());
        Random habit = SeededRandom.of(subject.seed(), HAND, -1 - subject.group(), subject.hand());
        Pen pen = new Pen(subject.size(), SeededRandom.between(habit, 0.011, 0.019) * subject.size());
        Redrawing redrawing = new Redrawing(habit, hand, subject.size());
        for (double[][] stroke : character) {
            pen.stroke(redrawing.of(stroke), hand);
        }
        return pen.picture();
    }

    /** The strokes of an identity, each a list of points {@code [n,2]} of a smooth curve. */
    private static List<double[][]> character(Subject subject) {
        Random manner = SeededRandom.of(subject.seed(), MANNER, subject.group());
        double straight = SeededRandom.between(manner, 0.15, 0.75); // how angular the script is
        double joined = SeededRandom.between(manner, 0.4, 0.8);
        Random random = SeededRandom.of(subject.seed(), CHARACTER, subject.identity());
        int count = 1 + (int) (4 * Math.pow(random.nextDouble(), 0.85));
        List<double[][]> strokes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] start = i > 0 && random.nextDouble() < joined ? onEarlier(strokes, random) : anchor(random);
            strokes.add(random.nextDouble() < straight ? angular(start, random) : curved(start, random));
        }
        if (count == 1 && random.nextDouble() < 0.5) { // a single line is not distinctive enough
            strokes.add(curved(onEarlier(strokes, random), random));
        }
        return centred(strokes);
    }

    private static double[] onEarlier(List<double[][]> strokes, Random random) {
        double[][] stroke = SeededRandom.pick(strokes, random);
        return stroke[random.nextInt(stroke.length)].clone();
    }

    private static double[] anchor(Random random) {
        return new double[] {
            random.nextInt(3) - 1 + SeededRandom.between(random, -0.2, 0.2),
            random.nextInt(3) - 1 + SeededRandom.between(random, -0.2, 0.2)
        };
    }

    private static double[] farFrom(double[] point, Random random) {
        double[] other = anchor(random);
        while (Math.hypot(other[0] - point[0], other[1] - point[1]) < 0.8) {
            other = anchor(random);
        }
        return other;
    }

    /** A line, or lines with corners. Corner points are doubled, so that the curve does not round them. */
    private static double[][] angular(double[] start, Random random) {
        int corners = random.nextInt(3);
        List<double[]> points = new ArrayList<>(List.of(start));
        for (int i = 0; i <= corners; i++) {
            double[] from = points.get(points.size() - 1);
            double[] to = farFrom(from, random);
            points.add(between(from, to, 0.5));
            points.add(to);
            if (i < corners) {
                points.add(to.clone());
            }
        }
        return points.toArray(double[][]::new);
    }

    /** An arc, a wave, a hook or a loop. */
    private static double[][] curved(double[] start, Random random) {
        double[] end = farFrom(start, random);
        double bulge = SeededRandom.between(random, 0.3, 0.75) * (random.nextBoolean() ? 1 : -1);
        return switch (random.nextInt(4)) {
            case 0 ->
                new double[][] {
                    start,
                    aside(start, end, 0.25, 0.75 * bulge),
                    aside(start, end, 0.5, bulge),
                    aside(start, end, 0.75, 0.75 * bulge),
                    end
                };
            case 1 ->
                new double[][] {
                    start,
                    aside(start, end, 0.25, 0.6 * bulge),
                    between(start, end, 0.5),
                    aside(start, end, 0.75, -0.6 * bulge),
                    end
                };
            case 2 ->
                new double[][] {
                    start,
                    between(start, end, 0.4),
                    between(start, end, 0.8),
                    aside(start, end, 1.05, 0.3 * bulge),
                    aside(start, end, 0.9, 0.65 * bulge),
                    aside(start, end, 0.65, 0.6 * bulge)
                };
            default -> loop(start, end, random);
        };
    }

    /** A nearly or fully closed ellipse that begins at one point and has its centre in the direction of another. */
    private static double[][] loop(double[] start, double[] toward, Random random) {
        double[] centre = between(start, toward, SeededRandom.between(random, 0.25, 0.5));
        double radius = Math.hypot(start[0] - centre[0], start[1] - centre[1]);
        double from = Math.atan2(start[1] - centre[1], start[0] - centre[0]);
        double sweep = SeededRandom.between(random, 1.3, 2.05) * Math.PI * (random.nextBoolean() ? 1 : -1);
        double flat = SeededRandom.between(random, 0.65, 1.15);
        double[][] points = new double[9][];
        for (int i = 0; i < points.length; i++) {
            double turn = sweep * i / (points.length - 1);
            double along = Math.cos(turn) * radius; // along the radius to the start, and perpendicular to it
            double across = Math.sin(turn) * radius * flat;
            points[i] = new double[] {
                centre[0] + along * Math.cos(from) - across * Math.sin(from),
                centre[1] + along * Math.sin(from) + across * Math.cos(from)
            };
        }
        return points;
    }

    private static double[] between(double[] a, double[] b, double part) {
        return new double[] {a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])};
    }

    /** A point at an offset from the line from a to b, relative to its length. */
    private static double[] aside(double[] a, double[] b, double part, double off) {
        double[] on = between(a, b, part);
        return new double[] {on[0] - off * (b[1] - a[1]), on[1] + off * (b[0] - a[0])};
    }

    private static List<double[][]> centred(List<double[][]> strokes) {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE};
        for (double[][] stroke : strokes) {
            for (double[] point : Curve.through(stroke)) {
                for (int axis = 0; axis < 2; axis++) {
                    low[axis] = Math.min(low[axis], point[axis]);
                    high[axis] = Math.max(high[axis], point[axis]);
                }
            }
        }
        double scale = 2 / Math.max(high[0] - low[0], high[1] - low[1]);
        List<double[][]> placed = new ArrayList<>();
        for (double[][] stroke : strokes) {
            double[][] points = new double[stroke.length][2];
            for (int i = 0; i < stroke.length; i++) {
                for (int axis = 0; axis < 2; axis++) {
                    points[i][axis] = scale * (stroke[i][axis] - (low[axis] + high[axis]) / 2);
                }
            }
            placed.add(points);
        }
        return placed;
    }

    /** How one writer draws one character: a style that is fixed within a group, and random variation. */
    private static final class Redrawing {
        private final Random attempt;
        private final double tremble;
        private final double[] affine; // xx xy yx yy, to pixels
        private final double[] middle;
        private final double[] warp; // amplitude, frequency and phase on both axes

        Redrawing(Random habit, Random attempt, int size) {
            this.attempt = attempt;
            tremble = SeededRandom.between(habit, 0.03, 0.08);
            double slant = 0.16 * habit.nextGaussian() + 0.05 * attempt.nextGaussian();
            double turn = 0.07 * habit.nextGaussian() + 0.07 * attempt.nextGaussian();
            double zoom = SeededRandom.between(habit, 0.27, 0.36) * size * (1 + 0.06 * attempt.nextGaussian());
            double wide = Math.exp(0.13 * habit.nextGaussian() + 0.05 * attempt.nextGaussian());
            double cos = Math.cos(turn) * zoom;
            double sin = Math.sin(turn) * zoom;
            affine = new double[] {wide * cos, slant * cos - sin, wide * sin, slant * sin + cos};
            middle = new double[] {
                size * (0.5 + 0.025 * attempt.nextGaussian()), size * (0.5 + 0.025 * attempt.nextGaussian())
            };
            warp = new double[] {
                SeededRandom.between(attempt, 0.02, 0.07),
                SeededRandom.between(attempt, 1.5, 3.5),
                SeededRandom.between(attempt, 0, 2 * Math.PI),
                SeededRandom.between(attempt, 0.02, 0.07),
                SeededRandom.between(attempt, 1.5, 3.5),
                SeededRandom.between(attempt, 0, 2 * Math.PI)
            };
        }

        /** A stroke in pixels, in points close enough for straight lines between them. */
        double[][] of(double[][] stroke) {
            double[][] moved = new double[stroke.length][];
            for (int i = 0; i < stroke.length; i++) {
                boolean corner = i > 0 && Arrays.equals(stroke[i], stroke[i - 1]);
                moved[i] = corner
                        ? moved[i - 1].clone()
                        : new double[] {
                            stroke[i][0] + tremble * attempt.nextGaussian(),
                            stroke[i][1] + tremble * attempt.nextGaussian()
                        };
            }
            double[][] curve = Curve.through(moved);
            for (int i = 0; i < curve.length; i++) {
                double x = curve[i][0] + warp[0] * Math.sin(warp[1] * curve[i][1] + warp[2]);
                double y = curve[i][1] + warp[3] * Math.sin(warp[4] * curve[i][0] + warp[5]);
                curve[i] = new double[] {
                    middle[0] + affine[0] * x + affine[1] * y, middle[1] + affine[2] * x + affine[3] * y
                };
            }
            return curve;
        }
    }

    /** A round pen on white paper. Its coverage is computed exactly from distances, without a graphics library. */
    private static final class Pen {
        private final int size;
        private final double radius;
        private final float[] ink; // [size,size], 0 to 1

        Pen(int size, double radius) {
            this.size = size;
            this.radius = Math.max(0.6, radius);
            this.ink = new float[size * size];
        }

        /** Draws along points; the pressure varies slowly. */
        void stroke(double[][] points, Random random) {
            double phase = SeededRandom.between(random, 0, 2 * Math.PI);
            double rate = SeededRandom.between(random, 0.05, 0.15);
            for (int i = 1; i < points.length; i++) {
                line(points[i - 1], points[i], radius * (1 + 0.18 * Math.sin(phase + rate * i)));
            }
        }

        private void line(double[] a, double[] b, double r) {
            double dx = b[0] - a[0];
            double dy = b[1] - a[1];
            double squared = Math.max(1e-9, dx * dx + dy * dy);
            int left = Math.max(0, (int) Math.floor(Math.min(a[0], b[0]) - r - 1));
            int right = Math.min(size - 1, (int) Math.ceil(Math.max(a[0], b[0]) + r + 1));
            int top = Math.max(0, (int) Math.floor(Math.min(a[1], b[1]) - r - 1));
            int bottom = Math.min(size - 1, (int) Math.ceil(Math.max(a[1], b[1]) + r + 1));
            for (int y = top; y <= bottom; y++) {
                for (int x = left; x <= right; x++) {
                    double px = x + 0.5 - a[0];
                    double py = y + 0.5 - a[1];
                    double along = Math.max(0, Math.min(1, (px * dx + py * dy) / squared));
                    double distance = Math.hypot(px - along * dx, py - along * dy);
                    float covered = (float) Math.max(0, Math.min(1, r + 0.5 - distance));
                    ink[y * size + x] = Math.max(ink[y * size + x], covered);
                }
            }
        }

        Picture picture() {
            byte[] rgb = new byte[3 * ink.length];
            for (int i = 0; i < ink.length; i++) {
                byte grey = (byte) Math.round(WHITE * (1 - ink[i]));
                rgb[3 * i] = grey;
                rgb[3 * i + 1] = grey;
                rgb[3 * i + 2] = grey;
            }
            return new Picture(size, size, rgb);
        }
    }
}
