package dev.likeness.geometry;

/**
 * A square part of a picture, its sides upright.
 *
 * @param x of its middle, in pixels; 0 is the middle of the first pixel
 * @param y of its middle
 * @param side its length, in pixels, above 0
 */
public record Window(double x, double y, int side) {
    /** The map from the unit square, with (0, 0) in its middle, to this window. */
    public Homography fromUnitSquare() {
        return Homography.of(side, 0, x, 0, side, y, 0, 0, 1);
    }

    /** Whether another window of the same side covers more than half of this one. */
    boolean isMostlyCoveredBy(Window other) {
        double across = Math.max(0, side - Math.abs(x - other.x));
        double down = Math.max(0, side - Math.abs(y - other.y));
        return side == other.side && across * down > 0.5 * side * side;
    }
}
