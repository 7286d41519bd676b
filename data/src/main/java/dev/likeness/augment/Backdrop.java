package dev.likeness.augment;

import java.util.Random;

/** What padding shows. */
@FunctionalInterface
interface Backdrop {
    /** A canvas in the size of the whole, for a picture to be put onto. */
    Canvas behind(Canvas inner, int width, int height);

    /** One colour: red, green and blue, 0 to 255. */
    static Backdrop plain(float... rgb) {
        return (inner, width, height) -> Canvas.filled(inner, width, height, rgb);
    }

    /** A blurred, enlarged copy of the picture, as in videos; the brightness is a factor. */
    static Backdrop blurred(double brightness) {
        int grid = 5; // so few pixels that only large areas remain
        return (inner, width, height) -> {
            Canvas few = Resampling.AREA.resize(inner, grid, grid);
            for (int i = 0; i < few.values.length; i++) {
                few.values[i] *= (float) brightness;
            }
            return Resampling.BILINEAR.resize(few, width, height);
        };
    }

    /** Mostly black or white, sometimes another colour or a blurred copy. */
    static Backdrop draw(Random random) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> plain(0, 0, 0);
            case 2 -> plain(255, 255, 255);
            case 3 -> blurred(Draw.between(random, 0.5, 1));
            default -> plain(Draw.colour(random));
        };
    }
}
