package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.data.DataSet;
import dev.likeness.data.Homographies;
import dev.likeness.error.InputException;
import dev.likeness.evaluation.Matching;
import dev.likeness.evaluation.MatchingResult;
import dev.likeness.evaluation.PictureCodes.Reading;

/**
 * {@code matching}: the patches of one image look for themselves in another image of the same plane.
 *
 * @param seed of the intervals, and of the patches that do not match
 */
record MatchingProtocol(long seed) implements EvaluationProtocol {
    @Override
    public String name() {
        return "matching";
    }

    @Override
    public void measure(DataSet data, Reading reading, ObjectNode result) {
        if (!(data instanceof Homographies homographies)) {
            throw new InputException(data.name() + ": matching needs sequences of images with known homographies, and"
                    + " this is data of the format " + data.format()
                    + "; choose another protocol, such as verification");
        }
        MatchingResult found =
                Matching.seeded(seed).evaluate(reading.measure(), homographies.imagePairs(), reading.progress());
        result.put("patches", found.patches()).put("image_pairs", found.imagePairs());
        put(found.figures(), result);
        found.by().forEach((part, figures) -> put(figures, result.putObject("by_" + part)));
    }

    private static void put(MatchingResult.Figures figures, ObjectNode into) {
        into.set("fpr95", JsonOption.tree(figures.fpr95()));
        into.set("map", JsonOption.tree(figures.map()));
    }
}
