package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.evaluation.Retrieval;
import dev.likeness.evaluation.RetrievalResult;

/**
 * {@code retrieval}: each picture is a query for its matches among all others.
 *
 * @param seed of the intervals
 */
record RetrievalProtocol(long seed) implements EvaluationProtocol {
    @Override
    public String name() {
        return "retrieval";
    }

    @Override
    public void measure(EvaluationTask task, ObjectNode result) {
        RetrievalResult found =
                Retrieval.seeded(seed).evaluate(task.tested(), task.data().evaluationPictures());
        result.put("queries", found.queries()).put("candidates", found.candidates());
        put(found.figures(), result);
        found.by().forEach((part, figures) -> put(figures, result.putObject("by_" + part)));
    }

    private static void put(RetrievalResult.Figures figures, ObjectNode into) {
        into.set("recall_at_1", JsonOption.tree(figures.recallAt1()));
        into.set("recall_at_10", JsonOption.tree(figures.recallAt10()));
        into.set("map", JsonOption.tree(figures.map()));
        into.set("micro_ap", JsonOption.tree(figures.microAp()));
    }
}
