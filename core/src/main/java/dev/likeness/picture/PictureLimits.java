package dev.likeness.picture;

import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.picture.decoding.DecodingLimits;
import java.time.Duration;

/**
 * The limits that a picture file must keep. Files are untrusted, and a few bytes can announce terabytes of pixels.
 *
 * @param pixels the largest number of pixels, by the header of the file, 1 to {@value #MAX_PIXELS}
 * @param side the largest width and height in pixels, at least 1
 * @param bytes the largest size of the encoded file, 1 to 2^31 - 10
 * @param time the longest time to decode one picture, above 0, at most {@value #MAX_SECONDS} seconds
 */
public record PictureLimits(long pixels, int side, long bytes, Duration time) implements DecodingLimits {
    /** 100 megapixels (300 MB in memory), 30000 on a side, files of 512 MB, and 30 seconds. */
    public static final PictureLimits DEFAULT =
            new PictureLimits(100_000_000, 30_000, 512L << 20, Duration.ofSeconds(30));

    /** The upper bound of {@link #pixels}: three bytes of each must fit into one array. */
    public static final long MAX_PIXELS = 700_000_000;

    /** The upper bound of {@link #time}: one day. */
    public static final long MAX_SECONDS = 86_400;

    private static volatile PictureLimits current = DEFAULT;

    public PictureLimits {
        if (pixels < 1 || pixels > MAX_PIXELS || side < 1 || bytes < 1 || bytes >= Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("limits of " + pixels + " pixels, " + side + " on a side and " + bytes
                    + " bytes; allowed are 1 to " + MAX_PIXELS + " pixels, 1 or more on a side, 1 to 2^31 - 10 bytes");
        }
        if (time.isNegative() || time.isZero() || time.toSeconds() > MAX_SECONDS) {
            throw new IllegalArgumentException("a time limit of " + time + "; it must be above 0, to one day");
        }
    }

    /**
     * The limits of all reads that are given no others: {@link #DEFAULT} unless the program has {@linkplain #setCurrent
     * set} its own.
     */
    public static PictureLimits current() {
        return current;
    }

    /**
     * Sets the limits of all later reads in this process that are given no others. A program sets them once as it starts;
     * reads that are running keep the limits they began with. Safe for several threads.
     */
    public static void setCurrent(PictureLimits limits) {
        current = limits;
    }

    @Override
    public void require(long width, long height, String what) {
        if (width < 1 || height < 1) {
            throw new InputException(what + ": the picture says it is " + width + "x" + height
                    + " pixels, and a picture has at least one; save it again");
        }
        if (width > side || height > side || width * height > pixels) {
            throw new InputException(
                    what + ": the picture says it is " + width + "x" + height + " pixels; at most "
                            + Math.round(pixels / 1e4) / 100.0 + " megapixels and " + side + " on a side are decoded",
                    new Remedy(Remedy.Action.RAISE_PICTURE_SIZE));
        }
    }
}
