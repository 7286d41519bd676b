package dev.likeness.domain;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import java.util.Arrays;
import java.util.List;

/**
 * Sixteen numbers that describe the kind of a picture, not what it shows. They are computed from its grey values at
 * {@value #SIZE} x {@value #SIZE} pixels, the same for every model, so that domains of models can be compared. Colour is not
 * used: ink and light have every colour.
 *
 * <p>The contrast is divided out of all but {@code contrast} and {@code mean}: an edit of light changes them little.
 */
public final class PictureStatistics {
    /** The version of the definition. Domains of another version cannot be tested. */
    public static final int VERSION = 1;

    /**
     * The statistics in their order. {@code band-k} is the share of the contrast between blocks of 2^k and 2^(k+1) pixels
     * and {@code sparse-k} how few places have it; {@code flat} and {@code gentle} are shares of neighbourhoods by their
     * range; {@code entropy} and {@code peak} describe the histogram, {@code middle} the share of grey between dark and
     * light.
     */
    public static final List<String> NAMES = List.of(
            "contrast",
            "band-0",
            "band-1",
            "band-2",
            "band-3",
            "band-4",
            "sparse-0",
            "sparse-1",
            "sparse-2",
            "flat",
            "gentle",
            "entropy",
            "peak",
            "middle",
            "skewness",
            "mean");

    private static final int SIZE = 64;

    /**
     * The size in pixels that both sides of a picture need for its statistics, see {@link Picture#readAtLeast}. It is also
     * enough for the bundled models, so that a picture need not be read again after the choice between them.
     */
    public static final int SIDE_NEEDED = 288;

    private static final int PIXELS = SIZE * SIZE;
    private static final int BANDS = 6; // of which the last follows from the others
    private static final int BINS = 32;

    private PictureStatistics() {}

    /**
     * The statistics of a picture.
     *
     * @return as many finite numbers as {@link #NAMES}
     */
    public static double[] of(Picture picture) {
        byte[] bytes = Resizer.area(picture, new PictureShape(SIZE, SIZE, 1)); // [64,64]
        double[] grey = new double[PIXELS]; // 0 to 255
        for (int i = 0; i < PIXELS; i++) {
            grey[i] = bytes[i] & 0xff;
        }
        double[] found = new double[NAMES.size()];
        double deviation = bands(grey, found);
        neighbourhoods(grey, deviation + 1, found);
        histogram(grey, deviation + 1, found);
        return found;
    }

    /**
     * Splits the variance by scale: at each scale, the differences of the block means to the means of the blocks twice as
     * large. Returns the standard deviation.
     */
    private static double bands(double[] grey, double[] found) {
        double[] energy = new double[BANDS];
        double[] means = grey;
        double variance = 0;
        for (int band = 0; band < BANDS; band++) {
            int side = SIZE >> band;
            double[] larger = halved(means, side); // [side/2,side/2]
            double absolute = 0;
            for (int i = 0; i < side * side; i++) {
                double difference = means[i] - larger[i / side / 2 * (side / 2) + i % side / 2];
                energy[band] += difference * difference / (side * side);
                absolute += Math.abs(difference) / (side * side);
            }
            if (band < 3) {
                found[6 + band] = Math.log((absolute + 0.1) / (Math.sqrt(energy[band]) + 0.1));
            }
            variance += energy[band];
            means = larger;
        }
        for (int band = 0; band < BANDS - 1; band++) {
            found[1 + band] = 0.5 * Math.log((energy[band] + 0.05) / (variance + 0.3));
        }
        double deviation = Math.sqrt(variance);
        found[0] = Math.log(deviation + 2);
        return deviation;
    }

    private static double[] halved(double[] values, int side) {
        int half = side / 2;
        double[] means = new double[half * half];
        for (int i = 0; i < side * side; i++) {
            means[i / side / 2 * half + i % side / 2] += values[i] / 4;
        }
        return means;
    }

    /** Shares of the 3 x 3 neighbourhoods whose range is small relative to the contrast. */
    private static void neighbourhoods(double[] grey, double contrast, double[] found) {
        int flat = 0;
        int gentle = 0;
        int inner = SIZE - 2;
        for (int y = 0; y < inner; y++) {
            for (int x = 0; x < inner; x++) {
                double low = 255;
                double high = 0;
                for (int k = 0; k < 9; k++) {
                    double value = grey[(y + k / 3) * SIZE + x + k % 3];
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
                double range = (high - low) / contrast;
                flat += range <= 0.1 ? 1 : 0;
                gentle += range > 0.1 && range <= 0.6 ? 1 : 0;
            }
        }
        found[9] = logOdds((double) flat / (inner * inner));
        found[10] = logOdds((double) gentle / (inner * inner));
    }

    private static void histogram(double[] grey, double contrast, double[] found) {
        double mean = Arrays.stream(grey).sum() / PIXELS;
        int[] counts = new int[BINS]; // of 4 contrasts below to 4 above the mean
        double skewness = 0;
        for (double value : grey) {
            double standard = (value - mean) / contrast;
            counts[Math.max(0, Math.min(BINS - 1, (int) ((standard + 4) * 4)))]++;
            skewness += standard * standard * standard / PIXELS;
        }
        double entropy = 0;
        int most = 0;
        for (int count : counts) {
            double share = (double) count / PIXELS;
            entropy -= count == 0 ? 0 : share * Math.log(share);
            most = Math.max(most, count);
        }
        double[] sorted = grey.clone();
        Arrays.sort(sorted);
        double low = sorted[(int) (0.02 * PIXELS)];
        double range = sorted[(int) (0.98 * PIXELS)] - low + 1;
        int middle = 0;
        for (double value : grey) {
            double part = (value - low) / range;
            middle += part > 0.2 && part < 0.8 ? 1 : 0;
        }
        found[11] = entropy;
        found[12] = logOdds((double) most / PIXELS);
        found[13] = logOdds((double) middle / PIXELS);
        found[14] = Math.signum(skewness) * Math.log1p(Math.abs(skewness));
        found[15] = mean / 255;
    }

    private static double logOdds(double share) {
        return Math.log((share + 0.01) / (1.01 - share));
    }
}
