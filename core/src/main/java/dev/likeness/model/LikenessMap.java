package dev.likeness.model;

/**
 * Where two pictures agree: the score, cell by cell. Cells above 0 speak for a match, cells below against it; their mean
 * is the score.
 *
 * @param height h
 * @param width w
 * @param cells {@code [h,w]}, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // handed to whoever draws it
public record LikenessMap(int height, int width, float[] cells) {
    /** The mean over all cells. */
    public double score() {
        double sum = 0;
        for (float cell : cells) {
            sum += cell;
        }
        return sum / cells.length;
    }
}
