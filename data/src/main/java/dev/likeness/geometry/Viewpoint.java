package dev.likeness.geometry;

import java.util.Random;

/**
 * From where else a plane is looked at: another place in front of it, with the camera turned and nearer or further away.
 *
 * @param tilt how far the line of sight leaves the plane's normal, to any side, in degrees; at most this much, below 60
 * @param turn of the camera about its line of sight, in degrees; at most this much either way
 * @param zoom the scale is e to the power of at most this much either way
 */
public record Viewpoint(double tilt, double turn, double zoom) {
    /** Of the eye from the middle of the window, in sides of the window: so near that a tilt is seen as perspective. */
    private static final double DISTANCE = 2;

    /** What a hand-held camera does between two pictures of one thing. */
    public static final Viewpoint MODERATE = new Viewpoint(40, 20, 0.25);

    public Viewpoint {
        if (!(tilt >= 0 && tilt < 60)) {
            throw new IllegalArgumentException("the tilt is " + tilt + " degrees; allowed: 0 to below 60, as from there"
                    + " on the horizon comes into the window");
        }
    }

    /** Maps one such picture of the unit square, whose middle is (0, 0), to the square as it is seen from the front. */
    public Homography draw(Random random) {
        double tilted = StrictMath.toRadians(tilt * random.nextDouble());
        double axis = 2 * StrictMath.PI * random.nextDouble();
        double turned = StrictMath.toRadians(turn * (2 * random.nextDouble() - 1));
        double scale = StrictMath.exp(zoom * (2 * random.nextDouble() - 1));
        return Homography.rotation(axis)
                .after(tilted(tilted))
                .after(Homography.rotation(turned - axis))
                .after(Homography.of(scale, 0, 0, 0, scale, 0, 0, 0, 1));
    }

    /**
     * The inverse of a camera: the point (X, Y) of a plane that is tilted about its x axis lies Y sin further away, and
     * appears at (X, Y cos) d / (d + Y sin).
     */
    static Homography tilted(double radians) {
        double cos = StrictMath.cos(radians);
        return Homography.of(DISTANCE * cos, 0, 0, 0, DISTANCE, 0, 0, -StrictMath.sin(radians), DISTANCE * cos);
    }
}
