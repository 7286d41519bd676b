package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.data.DataSet;
import dev.likeness.data.OneShotTrial;
import dev.likeness.data.OneShotTrials;
import dev.likeness.data.Runs;
import dev.likeness.evaluation.OneShot;
import dev.likeness.evaluation.OneShotResult;
import dev.likeness.evaluation.PictureCodes.Reading;
import java.util.List;

/**
 * {@code one-shot}: Lake's runs as they are, trials drawn from other data.
 *
 * @param ways identities in a gallery that is drawn
 * @param runs galleries to draw
 * @param seed of the draws
 */
record OneShotProtocol(int ways, int runs, long seed) implements EvaluationProtocol {
    @Override
    public String name() {
        return "one-shot";
    }

    @Override
    public void measure(DataSet data, Reading reading, ObjectNode result) {
        List<OneShotTrial> trials = data instanceof Runs given
                ? given.trials()
                : OneShotTrials.draw(data.judged(), ways, runs, seed).trials();
        OneShotResult answers = OneShot.evaluate(reading, trials);
        result.put("trials", answers.trials())
                .put("correct", answers.correct())
                .put("ways", trials.get(0).gallery().size());
        result.set("accuracy", JsonOption.tree(answers.accuracy()));
        answers.by().forEach((part, rate) -> result.set("by_" + part, JsonOption.tree(rate)));
    }
}
