package dev.likeness.picture;

import dev.likeness.error.InputException;
import dev.likeness.picture.decoding.DecodingLimits;
import java.time.Duration;
import java.util.Map;

/**
 * How much a picture file may ask for before it is refused: files come from strangers, and a few bytes can promise
 * terabytes of pixels.
 *
 * @param pixels the most that are decoded, by what the file's header says
 * @param side the most pixels across or down
 * @param bytes the largest encoded file
 * @param time the longest that decoding one picture may take
 */
public record PictureLimits(long pixels, int side, long bytes, Duration time) implements DecodingLimits {
    /** 100 megapixels (300 MB in memory), 30000 on a side, files of 512 MB, and 30 seconds. */
    public static final PictureLimits DEFAULT =
            new PictureLimits(100_000_000, 30_000, 512L << 20, Duration.ofSeconds(30));

    /** Three bytes of each must fit into one array. */
    private static final long MOST_PIXELS = 700_000_000;

    private static final long MOST_SECONDS = 86_400;

    public PictureLimits {
        if (pixels < 1 || pixels > MOST_PIXELS || side < 1 || bytes < 1 || bytes >= Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("limits of " + pixels + " pixels, " + side + " on a side and " + bytes
                    + " bytes; allowed are 1 to " + MOST_PIXELS + " pixels, 1 or more on a side, 1 to 2^31 - 10 bytes");
        }
        if (time.isNegative() || time.isZero() || time.toSeconds() > MOST_SECONDS) {
            throw new IllegalArgumentException("a time limit of " + time + "; it must be above 0, to one day");
        }
    }

    /**
     * The limits that pictures are read under where no others are given: the {@linkplain #DEFAULT usual} ones, but for
     * what the environment says in {@code LIKENESS_PICTURE_MEGAPIXELS}, {@code LIKENESS_PICTURE_SIDE} and
     * {@code LIKENESS_PICTURE_SECONDS}.
     *
     * @throws InputException if one of them is no number that is allowed
     */
    public static PictureLimits current() {
        return of(System.getenv());
    }

    public static PictureLimits of(Map<String, String> environment) {
        double megapixels = number(environment, "LIKENESS_PICTURE_MEGAPIXELS", DEFAULT.pixels / 1e6, MOST_PIXELS / 1e6);
        double side = number(environment, "LIKENESS_PICTURE_SIDE", DEFAULT.side, 1_000_000);
        double seconds =
                number(environment, "LIKENESS_PICTURE_SECONDS", (double) DEFAULT.time.toSeconds(), MOST_SECONDS);
        return new PictureLimits(
                Math.max(1, Math.round(megapixels * 1e6)),
                (int) Math.max(1, side),
                DEFAULT.bytes,
                Duration.ofMillis(Math.max(1, Math.round(seconds * 1000))));
    }

    private static double number(Map<String, String> environment, String name, double usual, double most) {
        String given = environment.get(name);
        if (given == null || given.isBlank()) {
            return usual;
        }
        double value;
        try {
            value = Double.parseDouble(given.strip());
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value > 0 && value <= most)) {
            throw new InputException("the environment variable " + name + " is '" + given
                    + "'; it must be a number above 0, to " + (long) most + "; correct it, or unset it for " + usual);
        }
        return value;
    }

    @Override
    public void require(long width, long height, String what) {
        if (width < 1 || height < 1) {
            throw new InputException(what + ": the picture says it is " + width + "x" + height
                    + " pixels, which is nothing to see; save it again");
        }
        if (width > side || height > side || width * height > pixels) {
            throw new InputException(what + ": the picture says it is " + width + "x" + height + " pixels; at most "
                    + Math.round(pixels / 1e4) / 100.0 + " megapixels and " + side + " on a side are decoded; save it"
                    + " smaller, or raise LIKENESS_PICTURE_MEGAPIXELS or LIKENESS_PICTURE_SIDE");
        }
    }
}
