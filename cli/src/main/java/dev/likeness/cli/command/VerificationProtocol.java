package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.text.TrustText;
import dev.likeness.data.DataSet;
import dev.likeness.data.Pairs;
import dev.likeness.data.PicturePair;
import dev.likeness.data.VerificationPairs;
import dev.likeness.error.InputException;
import dev.likeness.evaluation.PictureCodes;
import dev.likeness.evaluation.PictureCodes.Reading;
import dev.likeness.evaluation.ScoredPairs;
import dev.likeness.evaluation.Verification;
import dev.likeness.evaluation.VerificationResult;
import dev.likeness.measure.Measure;
import dev.likeness.measure.PairScoring;
import dev.likeness.model.LearnedMeasure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code verification}: declared pairs as they are, pairs drawn from other data.
 *
 * @param pairs how many to draw
 * @param seed of the draws
 * @param prior the share of matches that a model's probabilities are judged at
 */
record VerificationProtocol(int pairs, long seed, double prior) implements EvaluationProtocol {
    @Override
    public String name() {
        return "verification";
    }

    @Override
    public void measure(DataSet data, Reading reading, ObjectNode result) {
        List<PicturePair> all =
                data instanceof Pairs given ? given.judgedPairs() : VerificationPairs.draw(data.judged(), pairs, seed);
        long matches = all.stream().filter(PicturePair::match).count();
        if (matches == 0 || matches == all.size()) {
            throw new InputException(data.name() + ": of " + all.size() + " pairs " + matches
                    + " match; verification needs some that do and some that do not; add pairs");
        }
        Measure measure = reading.measure();
        PictureCodes codes = PictureCodes.ofPairs(reading, all);
        List<PicturePair> asked = codes.sound(all);
        Map<String, PairScoring> parts = new LinkedHashMap<>();
        parts.put("", measure);
        measure.readings().forEach((part, scoring) -> parts.put("by_" + part, scoring));
        result.put("pairs", asked.size());
        if (!(data instanceof Pairs) && all.size() < pairs / 2 * 2) {
            JudgedText.fewerPairs(pairs, all.size(), VerificationPairs.matching(data.judged()), result);
        }
        parts.forEach((part, scoring) -> {
            ScoredPairs scored = codes.compare(scoring, asked, reading.progress());
            VerificationResult answers = Verification.seeded(seed).judge(scored);
            ObjectNode into = part.isEmpty() ? result : result.putObject(part);
            into.set("auc", JsonOption.tree(answers.auc()));
            into.set("eer", JsonOption.tree(answers.eer()));
            into.set("fpr95", JsonOption.tree(answers.fpr95()));
            into.set("accuracy", JsonOption.tree(answers.accuracy()));
            if (part.isEmpty() && measure instanceof LearnedMeasure learned) {
                TrustText.measure(learned.card(), scored, prior, seed, result);
            }
        });
    }
}
