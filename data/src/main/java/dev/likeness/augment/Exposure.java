package dev.likeness.augment;

import dev.likeness.picture.Picture;
import java.util.List;
import java.util.Random;

/**
 * What comes between two pictures of one thing by one camera at two times: other light, and the grain of the sensor. All
 * else of a picture stays as it is. The same picture and random numbers give the same exposure on every platform.
 */
public final class Exposure {
    /** In this order: light falls on the sensor before it adds its grain. */
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
