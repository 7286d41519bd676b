package dev.likeness.model;

/**
 * Where two pictures agree: the score of each cell. Their mean is the score.
 *
 * <p>A part of the score has no place: the embeddings compare whole pictures, and their term is the same in all cells. Without
 * it, a cell is what the head finds at that place: above 0 it supports a match, below 0 it opposes it.
 *
 * <p>Most heads compare each cell with the same cell of the other picture and have one map for both. Heads that compare
 * with other cells have one map for each picture, in the coordinates of that picture.
 *
 * @param height h, in cells
 * @param width w, in cells
 * @param ofA {@code [h,w]}, row by row: over the first picture
 * @param ofB {@code [h,w]}: over the second picture; the same array if there is one map for both
 * @param everywhere the part of each cell that has no place: the embedding's term
 */
@SuppressWarnings("ArrayRecordComponent") // not copied: maps are only drawn
public record LikenessMap(int height, int width, float[] ofA, float[] ofB, double everywhere) {
    /** A map whose cells are from their places alone. */
    public LikenessMap(int height, int width, float[] ofA, float[] ofB) {
        this(height, width, ofA, ofB, 0);
    }

    /** The mean over all cells. */
    public double score() {
        return (mean(ofA) + mean(ofB)) / 2;
    }

    /** What the head finds at each place of the first picture, {@code [h,w]}: the cells without {@link #everywhere}. */
    public float[] placesOfA() {
        return places(ofA);
    }

    /** The same over the second picture. */
    public float[] placesOfB() {
        return places(ofB);
    }

    private float[] places(float[] cells) {
        float[] places = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
            places[i] = (float) (cells[i] - everywhere);
        }
        return places;
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
