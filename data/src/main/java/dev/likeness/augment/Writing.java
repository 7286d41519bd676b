package dev.likeness.augment;

import java.util.Random;

/**
 * A line of letters at a place.
 *
 * @param letters of {@link StrokeFont}; an index past its letters is a space
 * @param corner x and y of the top left corner of the first letter, in pixels
 * @param along x and y of one unit of the font's grid in reading direction, in pixels
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, and never compared
record Writing(int[] letters, double[] corner, double[] along) {
    /** The number of letter indices that stand for a space: one in nine characters. */
    private static final int SPACES = 4;

    /** Random letters, with spaces between words. */
    static Writing draw(int length, double[] corner, double[] along, Random random) {
        int[] letters = new int[length];
        for (int i = 0; i < length; i++) {
            letters[i] = random.nextInt(StrokeFont.LETTERS + SPACES);
        }
        return new Writing(letters, corner, along);
    }

    /** The same letters at another place. */
    Writing at(double x, double y) {
        return new Writing(letters, new double[] {x, y}, along);
    }

    /** Draws the letters with a pen of a radius in pixels. */
    void put(Ink ink, double radius) {
        for (int i = 0; i < letters.length; i++) {
            if (letters[i] >= StrokeFont.LETTERS) {
                continue;
            }
            double x = corner[0] + i * StrokeFont.ADVANCE * along[0];
            double y = corner[1] + i * StrokeFont.ADVANCE * along[1];
            for (double[][] stroke : StrokeFont.strokes(letters[i])) {
                for (int p = 1; p < stroke.length; p++) {
                    ink.line(placed(stroke[p - 1], x, y), placed(stroke[p], x, y), radius);
                }
            }
        }
    }

    /** Transforms grid coordinates to pixels. */
    private double[] placed(double[] point, double x, double y) {
        return new double[] {
            x + point[0] * along[0] - point[1] * along[1], //
            y + point[0] * along[1] + point[1] * along[0]
        };
    }
}
