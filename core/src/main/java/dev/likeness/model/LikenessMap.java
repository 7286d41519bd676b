package dev.likeness.model;

/**
 * Where two pictures agree: the score, cell by cell. Cells above 0 speak for a match, cells below against it; their mean
 * is the score.
 *
 * <p>Most heads compare a cell with the same cell of the other picture, and have one map for both. Heads that look
 * elsewhere have one for each picture, in its own coordinates.
 *
 * @param height h
 * @param width w
 * @param ofA {@code [h,w]}, row by row: over the first picture
 * @param ofB {@code [h,w]}: over the second; the same array where one map serves both
 */
@SuppressWarnings("ArrayRecordComponent") // handed to whoever draws it
public record LikenessMap(int height, int width, float[] ofA, float[] ofB) {
    /** The mean over all cells. */
    public double score() {
        return (mean(ofA) + mean(ofB)) / 2;
    }

    /** Whether it tells places apart: a head that compares pictures as a whole gives one cell. */
    public boolean hasPlaces() {
        return height * width > 1;
    }

    private static double mean(float[] cells) {
        double sum = 0;
        for (float cell : cells) {
            sum += cell;
        }
        return sum / cells.length;
    }
}
