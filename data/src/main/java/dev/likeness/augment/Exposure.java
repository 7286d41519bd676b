package dev.likeness.augment;

import dev.likeness.picture.Picture;
import java.util.List;
import java.util.Random;

/**
 * Simulates a second exposure by the same camera: other light and sensor noise, without any change of geometry. The same
 * picture and random numbers give the same exposure on every platform.
 */
public final class Exposure {
    /** In this order: the sensor adds its noise after the light. */
    private static final List<Effect> EFFECTS = List.of(new Light(1, 0.25, 0.3, 0.3), new Noise(1, 8));

    private Exposure() {}

    /** Another exposure of a picture; grey if the picture is. */
    public static Picture of(Picture picture, Random random) {
        Canvas canvas = Canvas.of(picture);
        for (Effect effect : EFFECTS) {
            effect.alter(canvas, random);
        }
        return canvas.picture();
    }
}
