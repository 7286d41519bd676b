package dev.likeness.fuzz;

import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.model.MeasureCard;
import dev.likeness.model.MeasureCards;
import java.util.Arrays;
import java.util.List;

/** Files of calibrations of measures. Cards that are written and read again must be equal. */
final class MeasureCardsTarget implements Target {
    private static final Rate RATE = new Rate(0.5, 0.25, 0.75);

    @Override
    public String name() {
        return "measures";
    }

    @Override
    public void read(byte[] input) {
        MeasureCards cards = MeasureCards.read(input, "input");
        byte[] written = cards.toBytes();
        MeasureCards again = MeasureCards.read(written, "written");
        if (!again.all().equals(cards.all()) || !Arrays.equals(written, again.toBytes())) {
            throw new Finding("cards of measures differ after they are written and read again");
        }
    }

    @Override
    public List<byte[]> seeds() {
        Threshold threshold = new Threshold(0.1, 0.5, 0.0625, 60, new Threshold.Estimate(0.25, RATE, 90));
        MeasureCard card = new MeasureCard(
                MeasureIdentity.of("signs", 1, ""),
                new Calibration(2, -1, 0.5),
                List.of(new MeasureCard.Point(threshold, RATE)),
                RATE,
                new MeasureCard.Source("drawn", "ab".repeat(32), 120, 400, 1, "likeness"));
        return List.of(MeasureCards.NONE.with(card).toBytes());
    }

    @Override
    public int longest() {
        return 4096;
    }

    @Override
    public List<String> watched() {
        return List.of("com.fasterxml.jackson.**");
    }

    @Override
    public List<String> words() {
        return List.of(
                "\"format\"",
                "\"measures\"",
                "\"name\"",
                "\"checksum\"",
                "\"auc\"",
                "\"calibration\"",
                "\"slope\"",
                "\"prior\"",
                "\"thresholds\"",
                "\"false_match_rate\"",
                "\"bound\"",
                "\"estimate\"",
                "\"found\"",
                "\"calibrated_on\"",
                "null",
                "1e999",
                "-0.0",
                "2147483648",
                "[[[[",
                "{\"a\":");
    }
}
