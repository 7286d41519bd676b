package dev.likeness.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.data.DataFormats;
import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.OneShotTrial;
import dev.likeness.data.OneShotTrials;
import dev.likeness.data.Pairs;
import dev.likeness.data.PicturePair;
import dev.likeness.data.Runs;
import dev.likeness.data.VerificationPairs;
import dev.likeness.error.InputException;
import dev.likeness.evaluation.OneShot;
import dev.likeness.evaluation.OneShotResult;
import dev.likeness.evaluation.PictureCodes;
import dev.likeness.evaluation.Rate;
import dev.likeness.evaluation.Verification;
import dev.likeness.evaluation.VerificationResult;
import dev.likeness.measure.PairScoring;
import dev.likeness.model.LearnedMeasure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how well a model tells pictures of the same from pictures of different things.",
            "Every rate comes with its 95 %% interval, and for head and embedding together and each alone."
        },
        footer = {
            "",
            "Protocols:",
            "  verification  same or not? AUC, equal error rate, false-positive rate at 95 %% recall, accuracy",
            "  one-shot      which of N pictures shows the same? Lake's runs as they are; drawn from other data",
            "",
            "Example: likeness evaluate pictures --model model --protocol verification --json"
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final List<String> PROTOCOLS = List.of("verification", "one-shot");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DATA", description = "Labelled pictures that the model was not trained on.")
    private Path data;

    @Mixin
    private ModelOption model;

    @Option(names = "--protocol", required = true, paramLabel = "WORD", description = "verification or one-shot.")
    private String protocol;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "10000",
            description = "For verification: pairs to draw where the data are no list of pairs. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int pairs;

    @Option(
            names = "--ways",
            paramLabel = "N",
            defaultValue = "20",
            description = "For one-shot: pictures to choose from, where trials are drawn. Default: ${DEFAULT-VALUE}.")
    private int ways;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "50",
            description = "For one-shot: galleries to draw. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--seed", defaultValue = "1", description = "Of the draws. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--record",
            description = "Write the result, with the date and the data's hash, into the model's card: a log of what"
                    + " was opened for it, and when.")
    private boolean record;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        if (!PROTOCOLS.contains(protocol)) {
            throw new InputException(
                    "there is no protocol '" + protocol + "'; choose one of " + String.join(", ", PROTOCOLS));
        }
        Optional<CardFile> card = record ? Optional.of(model.cardFile()) : Optional.empty();
        DataSet set = DataFormats.open(data);
        try (LearnedMeasure measure = LearnedMeasure.open(model.files());
                Bar bar = new Bar("evaluate", System.err)) {
            ObjectNode result = protocol.equals("one-shot") ? oneShot(set, measure, bar) : verify(set, measure, bar);
            bar.close();
            card.ifPresent(file -> file.record(result, set));
            warn(set, measure);
            if (json.wanted()) {
                JsonOption.print(result, print);
            } else {
                print(result, print);
            }
        }
        return Main.OK;
    }

    private ObjectNode oneShot(DataSet set, LearnedMeasure measure, Bar bar) {
        List<OneShotTrial> trials = set instanceof Runs given
                ? given.trials()
                : OneShotTrials.draw(pictures(set), ways, runs, seed).trials();
        OneShotResult result = OneShot.evaluate(measure, trials, bar);
        ObjectNode node = head(measure)
                .put("trials", result.trials())
                .put("correct", result.correct())
                .put("ways", trials.get(0).gallery().size());
        node.set("accuracy", JsonOption.tree(result.accuracy()));
        result.by().forEach((part, rate) -> node.set("by_" + part, JsonOption.tree(rate)));
        return node;
    }

    private ObjectNode verify(DataSet set, LearnedMeasure measure, Bar bar) {
        List<PicturePair> drawn =
                set instanceof Pairs given ? judged(given) : VerificationPairs.draw(set.pictures(), pairs, seed);
        long matches = drawn.stream().filter(PicturePair::match).count();
        if (matches == 0 || matches == drawn.size()) {
            throw new InputException(data + ": of " + drawn.size() + " pairs " + matches
                    + " match; verification needs some that do and some that do not; add pairs");
        }
        PictureCodes codes = PictureCodes.ofPairs(measure, drawn, bar);
        Map<String, PairScoring> parts = new LinkedHashMap<>();
        parts.put("", measure);
        measure.readings().forEach((part, scoring) -> parts.put("by_" + part, scoring));
        ObjectNode node = head(measure).put("pairs", drawn.size());
        parts.forEach((part, scoring) -> {
            VerificationResult result = Verification.seeded(seed).judge(codes.compare(scoring, drawn, bar));
            ObjectNode into = part.isEmpty() ? node : node.putObject(part);
            into.set("auc", JsonOption.tree(result.auc()));
            into.set("eer", JsonOption.tree(result.eer()));
            into.set("fpr95", JsonOption.tree(result.fpr95()));
            into.set("accuracy", JsonOption.tree(result.accuracy()));
        });
        return node;
    }

    /** Pairs that are there to judge by: those of the split 'test', else 'validation'; all, where there is no split. */
    private List<PicturePair> judged(Pairs given) {
        if (given.splits().isEmpty()) {
            return given.pairs();
        }
        for (String split : List.of("test", "validation")) {
            List<PicturePair> rows = IntStream.range(0, given.pairs().size())
                    .filter(i -> split.equals(given.splits().get(i)))
                    .mapToObj(given.pairs()::get)
                    .toList();
            if (!rows.isEmpty()) {
                return rows;
            }
        }
        throw new InputException(data + ": all its pairs are of the split 'train', and judging a model by what it was"
                + " trained on tells nothing; mark some as 'test'");
    }

    private List<LabelledPicture> pictures(DataSet set) {
        return set instanceof Pairs given ? PicturePair.pictures(judged(given)) : set.pictures();
    }

    /** Results on the data that a model was trained on flatter it; whoever reads them should know. */
    private void warn(DataSet set, LearnedMeasure measure) {
        boolean same =
                measure.card().notes().provenance().path("data_sha256").asText().equals(set.hash());
        if (same && !(set instanceof Pairs given && !given.splits().isEmpty())) {
            spec.commandLine()
                    .getErr()
                    .println("likeness: note: model " + measure.name() + " was trained on identities of this very data,"
                            + " which flatters it; its card ('models show') has results on those held out");
        }
    }

    private ObjectNode head(LearnedMeasure measure) {
        return JsonOption.object()
                .put("data", data.toString())
                .put("model", measure.name())
                .put("protocol", protocol);
    }

    private static void print(ObjectNode node, PrintWriter print) {
        node.properties().forEach(entry -> {
            if (entry.getValue().has("auc")) {
                print.println(entry.getKey().replace('_', ' ') + ":");
                print((ObjectNode) entry.getValue(), print);
            } else if (entry.getValue().has("low")) {
                Rate rate = new Rate(
                        entry.getValue().get("value").asDouble(),
                        entry.getValue().get("low").asDouble(),
                        entry.getValue().get("high").asDouble());
                print.printf("  %-13s%s%n", entry.getKey().replace('_', ' '), Percent.of(rate));
            } else {
                print.printf("%-15s%s%n", entry.getKey(), entry.getValue().asText());
            }
        });
    }
}
