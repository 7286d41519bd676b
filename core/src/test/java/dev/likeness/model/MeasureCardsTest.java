package dev.likeness.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.Likeness;
import dev.likeness.OperatingPoint;
import dev.likeness.Verdict;
import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.measure.Measure;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.measure.Measures;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calibrations of measures: their file, and the verdicts that they give. */
class MeasureCardsTest {
    private static final Rate AUC = new Rate(0.9, 0.875, 0.9375);
    private static final MeasureCard.Source SOURCE =
            new MeasureCard.Source("photos", "ab".repeat(32), 836, 10_000, 1, "likeness 0.1.0");
    private static final Picture A = noise(1);
    private static final Picture B = noise(2);

    private static Picture noise(long seed) {
        byte[] rgb = new byte[40 * 40 * 3];
        new Random(seed).nextBytes(rgb);
        return new Picture(40, 40, rgb);
    }

    private static MeasureIdentity pixels() {
        try (Measure measure = Measures.named("pixels")) {
            return measure.identity();
        }
    }

    /** A certified rate of 10 %, an estimated one of 1 %, and none of 0.1 %. */
    private static MeasureCard card(MeasureIdentity identity) {
        return new MeasureCard(
                identity,
                new Calibration(4, -2, 0.5),
                List.of(
                        new MeasureCard.Point(
                                new Threshold(
                                        0.1,
                                        0.25,
                                        0.09375,
                                        418,
                                        new Threshold.Estimate(0.125, new Rate(0.1, 0.0625, 0.125), 5000)),
                                new Rate(0.75, 0.5, 0.875)),
                        new MeasureCard.Point(
                                new Threshold(
                                        0.01,
                                        null,
                                        null,
                                        40,
                                        new Threshold.Estimate(0.5, new Rate(0.01, 0, 0.125), 5000)),
                                new Rate(0.5, 0.25, 0.75)),
                        new MeasureCard.Point(new Threshold(0.001, null, null, 40, null), null)),
                AUC,
                SOURCE);
    }

    private static MeasureCard separatesNothing(MeasureIdentity identity) {
        return new MeasureCard(identity, null, List.of(), new Rate(0.5, 0.375, 0.625), SOURCE);
    }

    private static byte[] golden() throws IOException {
        try (InputStream in = MeasureCardsTest.class.getResourceAsStream("measures-1.json")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    @Test
    void theFileOfFormat1IsWrittenAsItWasRead() throws IOException {
        MeasureCards cards = MeasureCards.NONE
                .with(card(MeasureIdentity.of("sift", 1, "")))
                .with(separatesNothing(MeasureIdentity.of("constant", 1, "")));

        assertThat(new String(cards.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo(new String(golden(), StandardCharsets.UTF_8));
        assertThat(MeasureCards.read(golden(), "golden").all()).isEqualTo(cards.all());
        assertThat(MeasureCards.read(golden(), "golden").toBytes()).isEqualTo(golden());
    }

    @Test
    void aCardIsReplacedByTheNextOfItsName() {
        MeasureCards cards = MeasureCards.NONE.with(card(pixels())).with(separatesNothing(pixels()));

        assertThat(cards.all()).containsExactly(separatesNothing(pixels()));
    }

    @Test
    void aCalibratedMeasureGivesVerdicts() {
        MeasureCards cards = MeasureCards.NONE.with(card(pixels()));
        try (Likeness likeness = Likeness.of(Measures.named("pixels"), cards);
                Measure measure = Measures.named("pixels")) {
            Verdict verdict = likeness.compare(A, B);
            double score = measure.compare(measure.encode(A, Side.A), measure.encode(B, Side.B));

            assertThat(verdict)
                    .isEqualTo(new Verdict(
                            "pixels", score, 1 / (1 + Math.exp(2 - 4 * score)), 0.5, false, 0.5, 0.01, false));
            assertThat(likeness.compare(A, A).match()).isTrue();
            assertThat(likeness.card()).isEmpty();
            assertThatThrownBy(() -> likeness.map(likeness.encode(A), likeness.encode(B)))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("pixels");
        }
        try (Likeness likeness = Likeness.of(Measures.named("pixels"), cards, OperatingPoint.atFalseMatchRate(0.1))) {
            assertThat(likeness.compare(A, B).threshold()).isEqualTo(0.25);
            assertThat(likeness.compare(A, B).certified()).isTrue();
        }
    }

    @Test
    void aMeasureWithoutACalibrationIsRefusedAndClosed() {
        MeasureIdentity other = MeasureIdentity.of("pixels", 77, "");
        for (MeasureCards cards : List.of(
                MeasureCards.NONE,
                MeasureCards.NONE.with(card(other)),
                MeasureCards.NONE.with(separatesNothing(pixels())))) {
            Measure measure = Measures.named("pixels");
            assertThatThrownBy(() -> Likeness.of(measure, cards))
                    .isInstanceOfSatisfying(
                            InputException.class,
                            error -> assertThat(error.remedy())
                                    .contains(new Remedy(Remedy.Action.CALIBRATE_MEASURE, "pixels")))
                    .hasMessageContaining("measure pixels has a score only");
            assertThatThrownBy(() -> measure.encode(A, Side.A)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aRateWithoutAThresholdIsRefused() {
        Measure measure = Measures.named("pixels");
        assertThatThrownBy(() -> Likeness.of(
                        measure, MeasureCards.NONE.with(card(pixels())), OperatingPoint.atFalseMatchRate(0.001)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("measure pixels has no threshold for a false-match rate of 0.001")
                .hasMessageContaining("[0.1, 0.01]");
    }

    @ParameterizedTest
    @CsvSource({
        "'{', not JSON",
        "'{}', format",
        "'{\"format\":2,\"measures\":[]}', format 2",
        "'{\"format\":1,\"measures\":[7]}', damaged",
        "'{\"format\":1,\"measures\":[{\"name\":\"a\",\"checksum\":\"b\"}]}', damaged",
    })
    void otherFilesAreRefused(String text, String why) {
        assertThatThrownBy(() -> MeasureCards.read(text.getBytes(StandardCharsets.UTF_8), "x.json"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("x.json: ")
                .hasMessageContaining(why)
                .hasMessageContaining("calibrate the measures again");
    }

    @Test
    void aDamagedNumberIsRefused() throws IOException {
        String text = new String(golden(), StandardCharsets.UTF_8);
        for (String number : List.of("\"slope\" : 4.0", "\"false_match_rate\" : 0.1", "\"bound\" : 0.09375")) {
            assertThat(text).contains(number);
            String damaged = text.replace(number, number.replaceFirst(": .*", ": -3.0"));
            assertThatThrownBy(() -> MeasureCards.read(damaged.getBytes(StandardCharsets.UTF_8), "x.json"))
                    .as(number)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("damaged");
        }
    }
}
