package dev.likeness.geometry;

/**
 * An axis-aligned square part of a picture.
 *
 * @param x of its centre, in pixels; 0 is the centre of the first pixel
 * @param y of its centre
 * @param side its length in pixels, above 0
 */
public record Window(double x, double y, int side) {
    /** The map from the unit square around (0, 0) to this window. */
    public Homography fromUnitSquare() {
        return Homography.of(side, 0, x, 0, side, y, 0, 0, 1);
    }

    /** Whether another window of the same size overlaps this one by more than half. */
    boolean isMostlyCoveredBy(Window other) {
        double across = Math.max(0, side - Math.abs(x - other.x));
        double down = Math.max(0, side - Math.abs(y - other.y));
        return side == other.side && across * down > 0.5 * side * side;
    }
}
