package dev.likeness.synthesis;

import dev.likeness.data.SeededRandom;
import dev.likeness.picture.Fit;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import dev.likeness.synthesis.DrawingStyle.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Pictures of kinds that few models are for, as the contrast to the domain of a model: writing in every ink, outlines,
 * pages, plain colours, noise and gradients. The same kind and number give the same picture.
 */
public final class ContrastPictures {
    private static final long SEED = 41;

    private ContrastPictures() {}

    /** A kind of pictures. */
    public enum Kind {
        /** Black strokes on white. */
        INK(random -> written(random, new Ink(0, 255, 0))),
        /** Thick black strokes on white. */
        THICK(random -> written(random, new Ink(0, 255, 1 + random.nextInt(5)))),
        /** Dark strokes on light paper. */
        COLOURED(random -> written(
                random, new Ink(random.nextInt(130), random.nextBoolean() ? 255 : light(random), random.nextInt(4)))),
        /** Light strokes on dark ground. */
        INVERTED(random -> written(
                random, new Ink(light(random), random.nextBoolean() ? 0 : random.nextInt(130), random.nextInt(4)))),
        /** Lines of small characters. */
        PAGE(ContrastPictures::page),
        /** Outlines of rectangles and ellipses, and straight lines. */
        OUTLINES(ContrastPictures::outlines),
        /** One colour, some with the faint blocks of a lossy file. */
        PLAIN(ContrastPictures::plain),
        /** Independent uniform or normal noise. */
        NOISE(ContrastPictures::noise),
        /** Pixels that are black or white at random, on one colour. */
        SALT_AND_PEPPER(ContrastPictures::saltAndPepper),
        /** Independent noise in large blocks, plain or blended. */
        BLOCKS(ContrastPictures::blocks),
        /** Noise that is the sum of noise at several scales. */
        CLOUDS(ContrastPictures::clouds),
        /** Linear and circular gradients. */
        GRADIENT(ContrastPictures::gradient);

        private final Function<Random, Picture> drawing;

        Kind(Function<Random, Picture> drawing) {
            this.drawing = drawing;
        }

        /** One picture of this kind. */
        public Picture draw(int number) {
            return drawing.apply(SeededRandom.of(SEED, ordinal(), number));
        }
    }

    /**
     * @param ink grey value of the strokes
     * @param paper grey value of the ground
     * @param growth pixels by which strokes are wider than those of a pen, on each side
     */
    private record Ink(int ink, int paper, int growth) {}

    private static int light(Random random) {
        return 180 + random.nextInt(76);
    }

    private static Picture written(Random random, Ink ink) {
        int size = SeededRandom.pick(List.of(64, 80, 105, 160, 210), random);
        int[] grey = grown(strokes(size, random), size, ink.growth);
        return worn(placed(inked(grey, ink), size, ink.paper, random), random);
    }

    private static int[] strokes(int size, Random random) {
        byte[] rgb = Strokes.draw(new Subject(
                        size, random.nextInt(), random.nextInt(50), random.nextInt(5000), random.nextInt(20)))
                .rgb();
        int[] grey = new int[size * size];
        Arrays.setAll(grey, i -> rgb[3 * i] & 0xff);
        return grey;
    }

    /** Each pixel takes the darkest value around it. */
    private static int[] grown(int[] grey, int size, int growth) {
        int[] grown = grey;
        for (int pass = 0; pass < growth; pass++) {
            int[] before = grown;
            int[] after = new int[size * size];
            for (int i = 0; i < after.length; i++) {
                int x = i % size;
                int y = i / size;
                int least = before[i];
                least = x > 0 ? Math.min(least, before[i - 1]) : least;
                least = x < size - 1 ? Math.min(least, before[i + 1]) : least;
                least = y > 0 ? Math.min(least, before[i - size]) : least;
                after[i] = y < size - 1 ? Math.min(least, before[i + size]) : least;
            }
            grown = after;
        }
        return grown;
    }

    private static int[] inked(int[] grey, Ink ink) {
        return Arrays.stream(grey)
                .map(value -> ink.ink + (ink.paper - ink.ink) * value / 255)
                .toArray();
    }

    /** The drawing alone, or with a margin. */
    private static Raster placed(int[] grey, int size, int paper, Random random) {
        int margin = random.nextBoolean() ? 0 : random.nextInt(60);
        Raster raster = new Raster(size + 2 * margin, paper);
        for (int i = 0; i < grey.length; i++) {
            raster.grey[(i / size + margin) * raster.side + i % size + margin] = grey[i];
        }
        return raster;
    }

    /** A square picture in grey, 0 to 255. */
    private static final class Raster {
        final int side;
        final double[] grey;

        Raster(int side, double value) {
            this.side = side;
            this.grey = new double[side * side];
            Arrays.fill(grey, value);
        }

        Picture picture() {
            byte[] rgb = new byte[3 * grey.length];
            for (int i = 0; i < grey.length; i++) {
                byte value = (byte) Math.round(Math.max(0, Math.min(255, grey[i])));
                Arrays.fill(rgb, 3 * i, 3 * i + 3, value);
            }
            return new Picture(side, side, rgb);
        }
    }

    /** Some drawings with the noise of a lossy file, in blocks of 8 pixels that have content, and some out of focus. */
    private static Picture worn(Raster raster, Random random) {
        int side = raster.side;
        if (random.nextDouble() < 0.35) {
            double strength = SeededRandom.between(random, 1, 12);
            double[] clean = raster.grey.clone();
            for (int block = 0; block < (side / 8) * (side / 8); block++) {
                int left = block % (side / 8) * 8;
                int top = block / (side / 8) * 8;
                double low = 255;
                double high = 0;
                for (int i = 0; i < 64; i++) {
                    double value = clean[(top + i / 8) * side + left + i % 8];
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
                for (int i = 0; i < 64 && high - low > 10; i++) {
                    raster.grey[(top + i / 8) * side + left + i % 8] += strength * random.nextGaussian();
                }
            }
        }
        Picture sharp = raster.picture();
        return random.nextDouble() < 0.2
                ? enlarged(sharp, (int) (side * SeededRandom.between(random, 0.35, 0.8)), side)
                : sharp;
    }

    /** Reduced and enlarged again, which blurs. */
    private static Picture enlarged(Picture picture, int small, int large) {
        Picture reduced = resized(picture, small);
        return resized(reduced, large);
    }

    private static Picture resized(Picture picture, int side) {
        PictureShape shape = new PictureShape(side, side, 3);
        return new Picture(side, side, Resizer.fit(picture, shape, Fit.STRETCH));
    }

    private static Picture page(Random random) {
        int cell = 10 + random.nextInt(24);
        int side = 200 + random.nextInt(160);
        Ink ink = random.nextDouble() < 0.3
                ? new Ink(light(random), random.nextInt(60), 0)
                : new Ink(random.nextInt(60), 240 + random.nextInt(16), 0);
        Raster raster = new Raster(side, ink.paper);
        int line = (int) (cell * SeededRandom.between(random, 1.1, 2));
        for (int top = 6; top + cell < side; top += line) {
            int left = 6;
            while (left + cell < side - 6) {
                if (random.nextDouble() < 0.85) {
                    int[] letter = inked(strokes(Math.max(16, cell), random), ink);
                    int size = (int) Math.sqrt(letter.length);
                    for (int i = 0; i < letter.length; i++) {
                        int y = top + i / size;
                        if (y < side && left + i % size < side) {
                            raster.grey[y * side + left + i % size] = letter[i];
                        }
                    }
                }
                left += Math.max(6, (int) (0.8 * cell));
            }
        }
        return worn(raster, random);
    }

    private static Picture outlines(Random random) {
        int side = random.nextBoolean() ? 128 : 200;
        Raster raster = new Raster(side, 255);
        int count = 2 + random.nextInt(6);
        for (int shape = 0; shape < count; shape++) {
            double width = 0.5 + 2 * random.nextDouble();
            double x = side * random.nextDouble();
            double y = side * random.nextDouble();
            double across = side * SeededRandom.between(random, 0.05, 0.4);
            double down = side * SeededRandom.between(random, 0.05, 0.4);
            double slope = SeededRandom.between(random, -1, 1);
            int form = random.nextInt(3);
            for (int i = 0; i < side * side; i++) {
                double dx = i % side - x;
                double dy = i / side - y;
                double distance = switch (form) {
                    case 0 -> Math.abs(dy - slope * dx) / Math.hypot(1, slope);
                    case 1 -> Math.abs(Math.max(Math.abs(dx) - across, Math.abs(dy) - down));
                    default -> Math.abs(Math.hypot(dx / across, dy / down) - 1) * Math.min(across, down);
                };
                double covered = Math.max(0, Math.min(1, width + 0.5 - distance));
                raster.grey[i] = Math.min(raster.grey[i], 255 * (1 - covered));
            }
        }
        return worn(raster, random);
    }

    private static Picture plain(Random random) {
        Raster raster = new Raster(64, random.nextInt(256));
        double noise = random.nextBoolean() ? 0 : SeededRandom.between(random, 0, 1.5);
        for (int i = 0; i < raster.grey.length; i++) {
            raster.grey[i] += noise * random.nextGaussian();
        }
        return raster.picture();
    }

    private static Picture noise(Random random) {
        Raster raster = new Raster(SeededRandom.pick(List.of(64, 96, 128, 200, 256), random), 0);
        boolean uniform = random.nextBoolean();
        double mean = SeededRandom.between(random, 60, 200);
        double deviation = SeededRandom.between(random, 15, 80);
        for (int i = 0; i < raster.grey.length; i++) {
            raster.grey[i] = uniform ? 256 * random.nextDouble() : mean + deviation * random.nextGaussian();
        }
        return raster.picture();
    }

    private static Picture saltAndPepper(Random random) {
        double part = random.nextBoolean() ? 1 : SeededRandom.between(random, 0.03, 0.6);
        double white = SeededRandom.between(random, 0.1, 0.9);
        Raster raster = new Raster(SeededRandom.pick(List.of(64, 96, 128, 200, 256), random), random.nextInt(256));
        for (int i = 0; i < raster.grey.length; i++) {
            if (random.nextDouble() < part) {
                raster.grey[i] = random.nextDouble() < white ? 255 : 0;
            }
        }
        return raster.picture();
    }

    private static Picture blocks(Random random) {
        int cells = SeededRandom.pick(List.of(8, 12, 16, 32), random);
        Raster raster = new Raster(cells, 0);
        double low = SeededRandom.between(random, 0, 100);
        double high = SeededRandom.between(random, 150, 256);
        for (int i = 0; i < raster.grey.length; i++) {
            raster.grey[i] = SeededRandom.between(random, low, high);
        }
        int side = cells * (random.nextBoolean() ? 1 : 8); // cells of exact size keep their edges
        Picture blocks = side == cells ? raster.picture() : resized(raster.picture(), side);
        return random.nextBoolean() ? blended(blocks, cells) : blocks;
    }

    /** Blocks blended into each other: bilinear between the centres. */
    private static Picture blended(Picture blocks, int cells) {
        Picture small = resized(blocks, cells);
        Raster raster = new Raster(64, 0);
        for (int i = 0; i < raster.grey.length; i++) {
            double x = Math.max(0, Math.min(cells - 1.001, (i % 64 + 0.5) * cells / 64 - 0.5));
            double y = Math.max(0, Math.min(cells - 1.001, (i / 64 + 0.5) * cells / 64 - 0.5));
            double value = 0;
            for (int corner = 0; corner < 4; corner++) {
                int column = (int) x + corner % 2;
                int row = (int) y + corner / 2;
                value += (1 - Math.abs(x - column))
                        * (1 - Math.abs(y - row))
                        * (small.rgb()[3 * (row * cells + column)] & 0xff);
            }
            raster.grey[i] = value;
        }
        return raster.picture();
    }

    private static Picture clouds(Random random) {
        Raster sum = new Raster(64, 128);
        double fall = SeededRandom.between(random, 0.5, 1); // each scale against the next larger one
        double strength = SeededRandom.between(random, 25, 60);
        for (int cells = 2; cells <= 64; cells *= 2) {
            Raster layer = new Raster(cells, 0);
            for (int i = 0; i < layer.grey.length; i++) {
                layer.grey[i] = 128 + 42 * random.nextGaussian();
            }
            byte[] rgb = blended(layer.picture(), cells).rgb();
            for (int i = 0; i < sum.grey.length; i++) {
                sum.grey[i] += strength / 42 * ((rgb[3 * i] & 0xff) - 128) / Math.sqrt(3);
            }
            strength *= fall;
        }
        return sum.picture();
    }

    private static Picture gradient(Random random) {
        Raster raster = new Raster(64, 0);
        double from = 256 * random.nextDouble();
        double to = 256 * random.nextDouble();
        double angle = 2 * Math.PI * random.nextDouble();
        boolean circular = random.nextDouble() < 0.4;
        double x0 = random.nextDouble();
        double y0 = random.nextDouble();
        for (int i = 0; i < raster.grey.length; i++) {
            double x = (i % 64 + 0.5) / 64;
            double y = (i / 64 + 0.5) / 64;
            double part = circular
                    ? Math.hypot(x - x0, y - y0)
                    : (x - 0.5) * Math.cos(angle) + (y - 0.5) * Math.sin(angle) + 0.5;
            raster.grey[i] = from + (to - from) * Math.max(0, Math.min(1, part));
        }
        return raster.picture();
    }
}
