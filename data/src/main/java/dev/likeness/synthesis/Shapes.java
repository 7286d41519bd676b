package dev.likeness.synthesis;

import dev.likeness.data.SeededRandom;
import dev.likeness.picture.Picture;
import dev.likeness.synthesis.DrawingStyle.Subject;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Arrangements of coloured, textured shapes from varying viewpoints in varying light.
 *
 * <p>A picture is rendered by inverse mapping: each pixel is mapped to the scene. Scene coordinates: the centre of the picture
 * shows about -1 to 1 on both axes, y downwards.
 */
final class Shapes {
    private static final long SCENE = 11;
    private static final long PALETTE = 12;
    private static final long VIEW = 13;

    /** Each pixel is the mean of this many samples on both axes. */
    private static final int SAMPLES = 2;

    private Shapes() {}

    static Picture draw(Subject subject) {
        List<Shape> scene = scene(subject);
        Random random = SeededRandom.of(subject.seed(), VIEW, subject.identity(), subject.hand());
        View view = View.random(random);
        Light light = Light.random(random);
        int size = subject.size();
        byte[] rgb = new byte[3 * size * size];
        double[] point = new double[2];
        double[] color = new double[3];
        for (int y = 0, at = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                color[0] = color[1] = color[2] = 0;
                for (int s = 0; s < SAMPLES * SAMPLES; s++) {
                    int row = s / SAMPLES;
                    double px = (x + (s % SAMPLES + 0.5) / SAMPLES) * 2 / size - 1;
                    double py = (y + (row + 0.5) / SAMPLES) * 2 / size - 1;
                    view.toScene(px, py, point);
                    add(color, top(scene, point));
                }
                double shade = light.at(x * 2.0 / size - 1, y * 2.0 / size - 1) / (SAMPLES * SAMPLES);
                for (int c = 0; c < 3; c++) {
                    double value = 255 * color[c] * shade * light.cast[c] + light.noise * random.nextGaussian();
                    rgb[at++] = (byte) Math.round(Math.max(0, Math.min(255, value)));
                }
            }
        }
        return new Picture(size, size, rgb);
    }

    private static void add(double[] sum, double[] color) {
        for (int c = 0; c < 3; c++) {
            sum[c] += color[c];
        }
    }

    private static double[] top(List<Shape> scene, double[] point) {
        for (int i = scene.size() - 1; i > 0; i--) {
            if (scene.get(i).covers(point)) {
                return scene.get(i).color(point);
            }
        }
        return scene.get(0).color(point); // the background covers everything
    }

    /** The background and three to six shapes, the last on top. A group shares a palette. */
    private static List<Shape> scene(Subject subject) {
        double hue = SeededRandom.of(subject.seed(), PALETTE, subject.group()).nextDouble();
        Random random = SeededRandom.of(subject.seed(), SCENE, subject.identity());
        List<Shape> scene = new ArrayList<>();
        scene.add(Shape.random(random, hue + SeededRandom.between(random, -0.06, 0.06), 0.25, 4));
        int count = 3 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            double own = hue + SeededRandom.between(random, -0.33, 0.33);
            scene.add(Shape.random(
                    random, own, SeededRandom.between(random, 0.5, 0.95), SeededRandom.between(random, 0.2, 0.55)));
        }
        return scene;
    }

    private enum Outline {
        ELLIPSE,
        BOX,
        RING,
        STAR,
        BAR
    }

    private enum Texture {
        PLAIN,
        STRIPES,
        CHECKS,
        DOTS,
        WAVES
    }

    /**
     * One shape: an outline in its own rotated coordinates, filled with a texture of two colours.
     *
     * @param placed centre x and y, half width and height, cosine and sine of its rotation
     * @param points the number of points of a star
     * @param pitch of the texture
     */
    @SuppressWarnings("ArrayRecordComponent") // private, and never compared
    private record Shape(
            Outline outline, double[] placed, int points, Texture texture, double pitch, double[] one, double[] two) {

        static Shape random(Random random, double hue, double strength, double radius) {
            double turn = SeededRandom.between(random, 0, Math.PI);
            double[] placed = {
                radius > 1 ? 0 : SeededRandom.between(random, -0.65, 0.65),
                radius > 1 ? 0 : SeededRandom.between(random, -0.65, 0.65),
                radius,
                radius * SeededRandom.between(random, 0.5, 1),
                Math.cos(turn),
                Math.sin(turn)
            };
            double bright = SeededRandom.between(random, 0.55, 0.95);
            return new Shape(
                    SeededRandom.pick(List.of(Outline.values()), random),
                    placed,
                    3 + random.nextInt(5),
                    SeededRandom.pick(List.of(Texture.values()), random),
                    SeededRandom.between(random, 0.12, 0.3),
                    color(hue, strength, bright),
                    color(hue + 0.04, strength, bright - SeededRandom.between(random, 0.2, 0.4)));
        }

        private static double[] color(double hue, double strength, double brightness) {
            int rgb = Color.HSBtoRGB((float) hue, (float) strength, (float) brightness);
            return new double[] {(rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0};
        }

        private double u(double[] point) {
            return (point[0] - placed[0]) * placed[4] + (point[1] - placed[1]) * placed[5];
        }

        private double v(double[] point) {
            return (point[1] - placed[1]) * placed[4] - (point[0] - placed[0]) * placed[5];
        }

        boolean covers(double[] point) {
            double dx = point[0] - placed[0];
            double dy = point[1] - placed[1];
            if (dx * dx + dy * dy > 2 * placed[2] * placed[2]) {
                return false;
            }
            double u = u(point) / placed[2];
            double v = v(point) / placed[3];
            double r = Math.sqrt(u * u + v * v);
            return switch (outline) {
                case ELLIPSE -> r < 1;
                case BOX -> Math.abs(u) < 0.9 && Math.abs(v) < 0.9;
                case RING -> r < 1 && r > 0.55;
                case STAR -> r < 0.7 + 0.3 * Math.cos(points * Math.atan2(v, u));
                case BAR -> Math.abs(u) < 1.2 && Math.abs(v) < 0.4;
            };
        }

        double[] color(double[] point) {
            double u = u(point) / pitch;
            double v = v(point) / pitch;
            boolean first = switch (texture) {
                case PLAIN -> true;
                case STRIPES -> Math.floorMod((int) Math.floor(u), 2) == 0;
                case CHECKS -> Math.floorMod((int) (Math.floor(u) + Math.floor(v)), 2) == 0;
                case DOTS -> Math.hypot(u - Math.rint(u), v - Math.rint(v)) > 0.3;
                case WAVES -> Math.sin(Math.PI * u + 1.5 * Math.sin(Math.PI * 0.7 * v)) > 0;
            };
            return first ? one : two;
        }
    }

    /** The viewpoint: an affine map from the picture to the scene. */
    @SuppressWarnings("ArrayRecordComponent") // private, and never compared
    private record View(double[] matrix, double x, double y) {
        static View random(Random random) {
            double turn = SeededRandom.between(random, -0.35, 0.35);
            double zoom = Math.exp(SeededRandom.between(random, -0.2, 0.2));
            double wide = Math.exp(SeededRandom.between(random, -0.12, 0.12));
            double shear = SeededRandom.between(random, -0.12, 0.12);
            double cos = Math.cos(turn) * zoom;
            double sin = Math.sin(turn) * zoom;
            return new View(
                    new double[] {wide * cos, shear * cos - sin, wide * sin, shear * sin + cos},
                    SeededRandom.between(random, -0.12, 0.12),
                    SeededRandom.between(random, -0.12, 0.12));
        }

        void toScene(double px, double py, double[] to) {
            to[0] = matrix[0] * px + matrix[1] * py + x;
            to[1] = matrix[2] * px + matrix[3] * py + y;
        }
    }

    /** The brightness, direction and colour of the light, and the noise of the camera. */
    @SuppressWarnings("ArrayRecordComponent") // private, and never compared
    private record Light(double gain, double slopeX, double slopeY, double[] cast, double noise) {
        static Light random(Random random) {
            return new Light(
                    SeededRandom.between(random, 0.65, 1.1),
                    SeededRandom.between(random, -0.2, 0.2),
                    SeededRandom.between(random, -0.2, 0.2),
                    new double[] {
                        SeededRandom.between(random, 0.92, 1.08),
                        SeededRandom.between(random, 0.96, 1.04),
                        SeededRandom.between(random, 0.92, 1.08)
                    },
                    SeededRandom.between(random, 1, 7));
        }

        double at(double x, double y) {
            return gain * (1 + slopeX * x + slopeY * y);
        }
    }
}
