package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.evaluation.OneShot;
import dev.likeness.evaluation.OneShotResult;

/**
 * {@code one-shot}: Lake's runs unchanged, or trials drawn from other data.
 *
 * @param ways identities in a drawn gallery
 * @param runs number of galleries to draw
 * @param seed of the draws
 */
record OneShotProtocol(int ways, int runs, long seed) implements EvaluationProtocol {
    @Override
    public String name() {
        return "one-shot";
    }

    @Override
    public void measure(EvaluationTask task, ObjectNode result) {
        OneShotResult answers = OneShot.evaluate(task.tested(), task.data().oneShotTrials(ways, runs, seed));
        result.put("trials", answers.trials()).put("correct", answers.correct()).put("ways", answers.ways());
        if (answers.ways() < ways) {
            result.put("requested_ways", ways); // no group has as many identities with two pictures
        }
        result.set("accuracy", JsonOption.tree(answers.accuracy()));
        answers.by().forEach((part, rate) -> result.set("by_" + part, JsonOption.tree(rate)));
    }
}
