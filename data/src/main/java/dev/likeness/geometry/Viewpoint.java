package dev.likeness.geometry;

import java.util.Random;

/**
 * Random viewpoints on a plane: another position in front of it, with the camera rotated and closer or further away.
 *
 * @param tilt maximum angle between the line of sight and the normal of the plane, in any direction, in degrees; below 60
 * @param turn maximum rotation of the camera about its line of sight, in degrees, in both directions
 * @param zoom maximum absolute logarithm of the scale
 */
public record Viewpoint(double tilt, double turn, double zoom) {
    /** Distance of the camera from the centre of the window, in sides of the window: close enough for visible perspective. */
    private static final double DISTANCE = 2;

    /** The typical change between two pictures with a hand-held camera. */
    public static final Viewpoint MODERATE = new Viewpoint(40, 20, 0.25);

    public Viewpoint {
        if (!(tilt >= 0 && tilt < 60)) {
            throw new IllegalArgumentException("the tilt is " + tilt + " degrees; allowed: 0 to below 60, because the"
                    + " horizon enters the window at larger tilts");
        }
    }

    /** Draws a viewpoint: maps a picture of the unit square around (0, 0) to the frontal view of the square. */
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
     * The inverse of a camera: the point (X, Y) of a plane that is tilted about its x axis is further away by Y sin, and
     * appears at (X, Y cos) d / (d + Y sin).
     */
    static Homography tilted(double radians) {
        double cos = StrictMath.cos(radians);
        return Homography.of(DISTANCE * cos, 0, 0, 0, DISTANCE, 0, 0, -StrictMath.sin(radians), DISTANCE * cos);
    }
}
