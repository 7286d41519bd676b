package dev.likeness.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import dev.likeness.model.MeasuredResults;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelJson;
import dev.likeness.models.Models;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CardTextTest {
    private static final ModelCard CARD =
            ModelJson.read(Models.bundled("characters").read("model.json"), "characters");

    private static List<String> lines(ModelCard card) {
        return new CardText(card, Map.of("head.onnx", 1_500_000)).lines();
    }

    @Test
    void theBundledModelIsDescribed() {
        assertThat(lines(CARD))
                .contains(
                        "input             56x56 pixels, grey; other proportions are stretched",
                        "size              1.50 MB: head.onnx 1.50 MB; 931,875 parameters",
                        "false matches     at most 10 %: certified by 52 independent pairs; a match from -2.934 on",
                        "                  about 1 %: estimated; a match from 5.436 on; 52 independent pairs are too few"
                                + " to certify it",
                        "evaluations       1 recorded",
                        "                  published on the same data: 92.0 % by the convolutional Siamese network of Koch"
                                + " et al. 2015; 58.3 % by their fully connected one",
                        "official tests    omniglot-runs.zip: opened once, on 2026-11-28",
                        "licence           Apache-2.0")
                .anyMatch(line -> line.startsWith("for               one handwritten character"))
                .anyMatch(line -> line.startsWith("not for           photographs"))
                .anyMatch(line -> line.startsWith("training data     Omniglot background set"))
                .anyMatch(line ->
                        line.startsWith("                  2026-11-28: omniglot-runs.zip, one-shot, accuracy 98.50 %"));
    }

    @Test
    void whatACardDoesNotSayIsNamed() {
        ModelCard bare = CARD.with(ModelCard.Notes.NONE);

        assertThat(lines(bare))
                .contains(
                        "for               the card does not say",
                        "not for           the card does not say",
                        "held-out data     the card does not say",
                        "evaluations       none recorded",
                        "official tests    none was opened, as far as recorded",
                        "training data     the card does not say",
                        "trained           the card does not say",
                        "licence           the card does not say",
                        "re-ranking        on, shortlist of 50; not measured ('models calibrate' measures it)")
                .noneMatch(line -> line.contains(" 0 "));
        assertThat(lines(bare.calibrated(bare.calibration(), List.of(), MeasuredResults.NONE)))
                .contains("false matches     no rate is certified or estimated");
    }

    @Test
    void everyOpeningOfAnOfficialTestCounts() {
        MeasuredResults.Evaluation known = CARD.measured().evaluations().get(0);
        MeasuredResults.Evaluation other = new MeasuredResults.Evaluation(
                "2026-11-24", "ab".repeat(32), "{\"data\":\"runs\",\"protocol\":\"one-shot\",\"official\":true}");
        MeasuredResults.Evaluation drawn = new MeasuredResults.Evaluation(
                "2026-11-25", "cd".repeat(32), "{\"data\":\"drawn\",\"protocol\":\"one-shot\"}");
        MeasuredResults.Evaluation again =
                new MeasuredResults.Evaluation("2026-11-30", known.dataSha256(), known.result());
        MeasuredResults measured = CARD.measured().with(other).with(drawn).with(again);

        assertThat(lines(CARD.with(CARD.notes().with(measured))))
                .contains(
                        "evaluations       4 recorded",
                        "official tests    omniglot-runs.zip: opened 2 times, from 2026-11-28 to 2026-11-30",
                        "                  runs: opened once, on 2026-11-24");
    }

    @Test
    void everyKindOfThresholdIsNamed() {
        Threshold few = new Threshold(0.01, null, null, 3, null);
        Threshold estimated = new Threshold(0.001, null, null, 3, new Threshold.Estimate(2, new Rate(0, 0, 1), 90));
        ModelCard card = CARD.calibrated(CARD.calibration(), List.of(few, estimated), CARD.measured());

        assertThat(lines(card))
                .contains(
                        "false matches     1 %: neither certified nor estimated; the measured pairs are too few",
                        "                  about 0.1 %: estimated; a match from 2.000 on; 3 independent pairs are too few"
                                + " to certify it");
    }
}
