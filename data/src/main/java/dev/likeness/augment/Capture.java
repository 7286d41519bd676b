package dev.likeness.augment;

import dev.likeness.picture.PictureShape;
import java.util.List;
import java.util.Random;

/**
 * Simulates how another camera would have taken a picture: other light, out of focus, with sensor noise. Each of the three
 * happens to half of the pictures, in this order. The same pixels and random numbers give the same result on every platform.
 */
public final class Capture {
    private static final double PROBABILITY = 0.5;

    private final List<Effect> effects;

    /**
     * @param light maximum factor on brightness, contrast and gamma, either way, as a logarithm; 0 or more
     * @param blur maximum standard deviation of a Gaussian blur, as a share of the longer side; 0 or more
     * @param noise maximum standard deviation of the noise, in grey levels; 0 or more
     */
    public Capture(double light, double blur, double noise) {
        effects = List.of(
                new Light(light > 0 ? PROBABILITY : 0, light, light, light),
                new Blur(blur > 0 ? PROBABILITY : 0, blur),
                new Noise(noise > 0 ? PROBABILITY : 0, noise));
    }

    /**
     * Another capture of a picture.
     *
     * @param pixels {@code [h,w,C]} unsigned bytes
     */
    public byte[] of(byte[] pixels, PictureShape shape, Random random) {
        Canvas canvas = new Canvas(shape.width(), shape.height(), shape.channels());
        for (int i = 0; i < pixels.length; i++) {
            canvas.values[i] = pixels[i] & 0xff;
        }
        for (Effect effect : effects) {
            effect.alter(canvas, random);
        }
        return canvas.bytes();
    }
}
