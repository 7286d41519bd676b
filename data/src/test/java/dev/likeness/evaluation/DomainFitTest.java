package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.data.LabelledPicture;
import dev.likeness.data.SkippedPictures;
import dev.likeness.domain.Domain;
import dev.likeness.domain.PictureStatistics;
import dev.likeness.evaluation.DomainFit.Sample;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.ContrastPictures.Kind;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DomainFitTest {
    private static final List<Sample> STROKES = drawn(DrawingStyle.STROKES, 1, 300);
    private static final List<Sample> SHAPES = drawn(DrawingStyle.SHAPES, 1, 300);
    private static final Domain OF_STROKES = DomainFit.of(STROKES, "strokes").orElseThrow();
    private static final Domain OF_SHAPES = DomainFit.of(SHAPES, "shapes").orElseThrow();

    private static List<Sample> drawn(DrawingStyle style, long seed, int identities) {
        List<LabelledPicture> pictures =
                DrawnPictures.inMemory(new DrawnPictures.Settings(style, 10, identities / 10, 2, 96, seed));
        return DomainFit.samples(pictures, new SkippedPictures(SkippedPictures.Limit.NONE), Progress.NONE);
    }

    private static double outside(Domain domain, List<double[]> statistics) {
        return statistics.stream().filter(one -> !domain.contains(one)).count() / (double) statistics.size();
    }

    private static List<double[]> statistics(List<Sample> samples) {
        return samples.stream().map(Sample::statistics).toList();
    }

    @Test
    void picturesOfTheDomainGiveFewFalseAlarms() {
        assertThat(outside(OF_STROKES, statistics(drawn(DrawingStyle.STROKES, 2, 200))))
                .isLessThan(0.04);
        assertThat(outside(OF_SHAPES, statistics(drawn(DrawingStyle.SHAPES, 2, 200))))
                .isLessThan(0.04);
    }

    @Test
    void picturesOfTheOtherDomainAreFound() {
        assertThat(outside(OF_STROKES, statistics(SHAPES))).isGreaterThan(0.95);
        assertThat(outside(OF_SHAPES, statistics(STROKES))).isGreaterThan(0.95);
    }

    @Test
    void plainColoursAndNoiseAreOutsideEveryDomain() {
        for (Kind kind : List.of(Kind.PLAIN, Kind.NOISE, Kind.SALT_AND_PEPPER)) {
            List<double[]> drawn = IntStream.range(5000, 5100)
                    .mapToObj(number -> PictureStatistics.of(kind.draw(number)))
                    .toList();
            assertThat(outside(OF_STROKES, drawn)).as(kind.name()).isGreaterThan(0.95);
            assertThat(outside(OF_SHAPES, drawn)).as(kind.name()).isGreaterThan(0.95);
        }
        for (int value : new int[] {0, 37, 128, 255}) {
            byte[] rgb = new byte[3 * 50 * 40];
            Arrays.fill(rgb, (byte) value);
            double[] plain = PictureStatistics.of(new Picture(50, 40, rgb));
            assertThat(OF_STROKES.contains(plain)).isFalse();
            assertThat(OF_SHAPES.contains(plain)).isFalse();
        }
        byte[] noise = new byte[3 * 300 * 200];
        new Random(1).nextBytes(noise);
        assertThat(OF_SHAPES.contains(PictureStatistics.of(new Picture(300, 200, noise))))
                .isFalse();
    }

    @Test
    void theSamePicturesInAnyOrderGiveTheSameDomain() {
        List<Sample> reversed = IntStream.range(0, SHAPES.size() / 2)
                .mapToObj(i -> SHAPES.size() / 2 - 1 - i)
                .flatMap(i -> List.of(SHAPES.get(2 * i), SHAPES.get(2 * i + 1)).stream())
                .toList();
        assertThat(DomainFit.of(reversed, "shapes")).contains(OF_SHAPES);
    }

    @Test
    void tooFewPicturesHaveNoDomain() {
        assertThat(DomainFit.of(SHAPES.subList(0, DomainFit.LEAST_PICTURES - 1), "few"))
                .isEmpty();
        assertThat(DomainFit.of(
                        SHAPES.stream()
                                .map(sample -> new Sample("one", sample.statistics()))
                                .toList(),
                        "one"))
                .isEmpty();
    }

    @Test
    void statedFalseAlarmsAreThoseOfTheHalfThatSetTheThreshold() {
        assertThat(OF_SHAPES.pictures()).isEqualTo(300);
        assertThat(OF_SHAPES.identities()).isEqualTo(150);
        assertThat(OF_SHAPES.falseAlarms()).isBetween(0.0, DomainFit.FALSE_ALARMS);
    }
}
