package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.MeasureOption.Stated;
import dev.likeness.cli.text.ReliabilityText;
import dev.likeness.evaluation.CalibrationCheck;
import dev.likeness.evaluation.Verification;
import dev.likeness.evaluation.VerificationOutcome;
import dev.likeness.evaluation.VerificationResult;

/**
 * {@code verification}: declared pairs unchanged, or pairs drawn from other data.
 *
 * @param pairs the number of pairs to draw
 * @param seed of the draws
 * @param prior the share of matches at which the probabilities are checked
 */
record VerificationProtocol(int pairs, long seed, double prior) implements EvaluationProtocol {
    @Override
    public String name() {
        return "verification";
    }

    @Override
    public void measure(EvaluationTask task, ObjectNode result) {
        VerificationOutcome outcome = Verification.seeded(seed).evaluate(task.tested(), task.data(), pairs);
        result.put("pairs", outcome.result().pairs());
        if (outcome.shortfall() != null) {
            EvaluatedDataText.fewerPairs(outcome.shortfall(), result);
        }
        put(outcome.result(), result);
        Stated stated = task.stated();
        if (stated != null) {
            ReliabilityText.put(
                    CalibrationCheck.of(
                            stated.calibration().withPrior(prior), stated.thresholds(), outcome.scored(), seed),
                    result);
        }
        outcome.by().forEach((part, figures) -> put(figures, result.putObject("by_" + part)));
    }

    private static void put(VerificationResult figures, ObjectNode into) {
        into.set("auc", JsonOption.tree(figures.auc()));
        into.set("eer", JsonOption.tree(figures.eer()));
        into.set("fpr95", JsonOption.tree(figures.fpr95()));
        into.set("accuracy", JsonOption.tree(figures.accuracy()));
    }
}
