package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.evaluation.Matching;
import dev.likeness.evaluation.MatchingResult;
import dev.likeness.evaluation.MeasureUnderTest;

/**
 * {@code matching}: each patch of one image is matched with its nearest patch in another image of the same plane.
 *
 * @param seed of the intervals and of the non-matching patches
 */
record MatchingProtocol(long seed) implements EvaluationProtocol {
    @Override
    public String name() {
        return "matching";
    }

    @Override
    public void measure(EvaluationTask task, ObjectNode result) {
        MeasureUnderTest tested = task.tested();
        MatchingResult found =
                Matching.seeded(seed).evaluate(tested.measure(), task.data().imagePairs(), tested.progress());
        result.put("patches", found.patches()).put("image_pairs", found.imagePairs());
        put(found.figures(), result);
        found.by().forEach((part, figures) -> put(figures, result.putObject("by_" + part)));
    }

    private static void put(MatchingResult.Figures figures, ObjectNode into) {
        into.set("fpr95", JsonOption.tree(figures.fpr95()));
        into.set("map", JsonOption.tree(figures.map()));
    }
}
