package dev.likeness.model;

/**
 * Where two pictures agree: the score of each cell. Cells above 0 support a match, cells below 0 oppose it. Their mean is
 * the score.
 *
 * <p>Most heads compare each cell with the same cell of the other picture and have one map for both. Heads that compare
 * with other cells have one map for each picture, in the coordinates of that picture.
 *
 * @param height h, in cells
 * @param width w, in cells
 * @param ofA {@code [h,w]}, row by row: over the first picture
 * @param ofB {@code [h,w]}: over the second picture; the same array if there is one map for both
 */
@SuppressWarnings("ArrayRecordComponent") // not copied: maps are only drawn
public record LikenessMap(int height, int width, float[] ofA, float[] ofB) {
    /** The mean over all cells. */
    public double score() {
        return (mean(ofA) + mean(ofB)) / 2;
    }

    /** Whether the map has more than one cell: a head that compares whole pictures gives one cell. */
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
