package dev.likeness.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PixelMeasureTest extends MeasureContract {
    private final Measure measure = Measures.named("pixels");

    @Override
    protected String name() {
        return "pixels";
    }

    private static Picture of(byte[] rgb) {
        return new Picture(32, 32, rgb);
    }

    private double compare(byte[] a, byte[] b) {
        List<Code> codes = measure.encode(List.of(of(a), of(b)), Side.A);
        return measure.compare(codes.get(0), codes.get(1));
    }

    @Test
    void theScoreIsTheCorrelationOfThePixels() {
        Random random = new Random(1);
        byte[] a = new byte[3 * 32 * 32];
        byte[] b = new byte[a.length];
        double[] sums = new double[5]; // of a, b, aa, bb, ab
        for (int i = 0; i < a.length; i++) {
            int x = random.nextInt(200);
            int y = random.nextInt(30) + x / 4;
            a[i] = (byte) x;
            b[i] = (byte) y;
            double[] terms = {x, y, x * x, y * y, x * y};
            for (int t = 0; t < terms.length; t++) {
                sums[t] += terms[t] / a.length;
            }
        }
        double correlation = (sums[4] - sums[0] * sums[1])
                / Math.sqrt((sums[2] - sums[0] * sums[0]) * (sums[3] - sums[1] * sums[1]));
        assertThat(compare(a, b)).isCloseTo(correlation, within(1e-6));
    }

    @Test
    void brightnessAndContrastDoNotMatter() {
        Random random = new Random(2);
        byte[] a = new byte[3 * 32 * 32];
        byte[] duller = new byte[a.length];
        byte[] negative = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
            int x = 2 * random.nextInt(100);
            a[i] = (byte) x;
            duller[i] = (byte) (x / 2 + 90);
            negative[i] = (byte) (255 - x);
        }
        assertThat(compare(a, duller)).isCloseTo(1, within(1e-6));
        assertThat(compare(a, negative)).isCloseTo(-1, within(1e-6));
        assertThat(compare(a, new byte[a.length])).isZero();
    }

    @Test
    void anUnknownNameIsAnErrorThatListsTheKnownNames() {
        assertThatThrownBy(() -> Measures.named("guess"))
                .isInstanceOf(InputException.class)
                .hasMessage("there is no measure 'guess'; choose one of pixels; a measure from another jar is found"
                        + " only if its jar is on the class path");
    }
}
