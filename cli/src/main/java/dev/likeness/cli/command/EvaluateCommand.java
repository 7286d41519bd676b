package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.Rate;
import dev.likeness.cli.option.CardFile;
import dev.likeness.cli.option.DataOptions;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.MeasureOption;
import dev.likeness.cli.option.PriorOption;
import dev.likeness.cli.option.RunOutput;
import dev.likeness.cli.option.UnreadableOption;
import dev.likeness.cli.text.GainText;
import dev.likeness.cli.text.Percent;
import dev.likeness.cli.text.ProgressDisplay;
import dev.likeness.cli.text.ReliabilityText;
import dev.likeness.data.DataSet;
import dev.likeness.data.SkippedPictures;
import dev.likeness.data.TrainedIdentities;
import dev.likeness.error.InputException;
import dev.likeness.evaluation.MeasureUnderTest;
import dev.likeness.measure.Measure;
import dev.likeness.model.ModelCard;
import dev.likeness.registry.Registry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
            "Measures how well a model, or another measure, separates pictures of the same thing from pictures of"
                    + " different things.",
            "Every rate has a 95 %% interval. The rates of a model are measured for head and embedding together,"
                    + " and for each alone."
        },
        footer = {
            "",
            "Protocols:",
            "  verification  same or not? AUC, equal error rate, false-positive rate at 95 %% recall, accuracy; for"
                    + " a model or a calibrated measure also the probabilities and the false-match rates",
            "  one-shot      which of N pictures shows the same? Lake's runs unchanged; trials are drawn from other"
                    + " data",
            "  retrieval     each picture is a query against all others: recall, mean and pooled precision; for a model also"
                    + " what its whole score gains over its embedding alone; --out lists the queries",
            "  matching      patches of one image are searched in another image, with known homographies (HPatches)",
            "",
            "Examples:",
            "    likeness data draw --out pictures",
            "    likeness evaluate pictures --model characters --protocol verification --json",
            "    likeness evaluate pictures --measure pixels --protocol retrieval --out ranks.csv"
        })
public final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DATA", description = "Labelled pictures that the model was not trained on.")
    private Path data;

    @Mixin
    private DataOptions options;

    @Mixin
    private UnreadableOption unreadable;

    @Mixin
    private MeasureOption measures;

    @Option(
            names = "--protocol",
            required = true,
            paramLabel = "WORD",
            description = "verification, one-shot, retrieval or matching.")
    private String protocol;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "10000",
            description = "For verification: number of pairs to draw, unless the data are a list of pairs. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int pairs;

    @Option(
            names = "--ways",
            paramLabel = "N",
            defaultValue = "20",
            description = "For one-shot: pictures to choose from, if trials are drawn. Default: ${DEFAULT-VALUE}.")
    private int ways;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "50",
            description = "For one-shot: number of galleries to draw. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Mixin
    private PriorOption prior;

    @RunOutput
    @Option(
            names = "--out",
            paramLabel = "FILE.csv",
            description = "For retrieval: write a row for each query with the rank of its first match, to see which"
                    + " pictures are not found. Columns: query, identity, rank, first_match, score, best_other,"
                    + " other_score.")
    private @Nullable Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Random seed. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--record",
            description = "Write the result, with the date and the hash of the data, into the model's card: a log"
                    + " of all data used to evaluate it.")
    private boolean record;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        EvaluationProtocol asked = asked();
        if (out != null && !asked.name().equals(RetrievalProtocol.NAME)) {
            throw new InputException("--out lists the queries of --protocol " + RetrievalProtocol.NAME
                    + ", and the protocol is " + asked.name() + "; leave --out away, or choose that protocol");
        }
        Optional<CardFile> card = record ? Optional.of(measures.cardFile()) : Optional.empty();
        DataSet whole = options.open(data);
        DataSet set = options.selection().of(whole);
        try (MeasureOption.Opened opened = measures.open(set, spec.commandLine().getErr());
                ProgressDisplay bar = new ProgressDisplay("evaluate", System.err)) {
            Measure measure = opened.measure();
            ObjectNode result = JsonOption.object()
                    .put("data", data.toString())
                    .put(measures.isLearned() ? "model" : "measure", measure.name())
                    .put("protocol", protocol);
            options.describe(result);
            EvaluatedDataText.describe(set, result);
            SkippedPictures skipped = unreadable.skipping(set);
            ModelCard model = opened.card();
            asked.measure(
                    new EvaluationTask(set, new MeasureUnderTest(measure, skipped, bar), opened.stated()), result);
            if (!skipped.names().isEmpty()) {
                result.set("skipped", JsonOption.tree(skipped.names()));
            }
            bar.close();
            card.ifPresent(file -> file.record(result, set));
            if (model != null
                    && TrainedIdentities.areIn(set, model, labels -> options.sameOpened(whole, data, labels))) {
                warn(measure.name());
            }
            if (json.wanted()) {
                JsonOption.print(result, print);
            } else {
                print(result, print);
            }
        }
        return ExitCode.OK;
    }

    private List<EvaluationProtocol> protocols() {
        return List.of(
                new VerificationProtocol(pairs, seed, prior.share()),
                new OneShotProtocol(ways, runs, seed),
                new RetrievalProtocol(seed, out),
                new MatchingProtocol(seed));
    }

    private EvaluationProtocol asked() {
        return Registry.of("protocol", protocols(), EvaluationProtocol::name).named(protocol);
    }

    private void warn(String model) {
        spec.commandLine()
                .getErr()
                .println("likeness: note: model " + model
                        + " was trained on identities of these data, so the results are"
                        + " optimistic; its card ('models show') has results on held-out identities");
    }

    private static void print(ObjectNode node, PrintWriter print) {
        node.properties().forEach(entry -> {
            if (ReliabilityText.prints(entry.getKey(), entry.getValue(), print)
                    || GainText.prints(entry.getKey(), entry.getValue(), print)
                    || EvaluatedDataText.prints(entry.getKey(), entry.getValue(), print)) {
                return;
            }
            if (entry.getValue().has("low")) {
                Rate rate = new Rate(
                        entry.getValue().get("value").asDouble(),
                        entry.getValue().get("low").asDouble(),
                        entry.getValue().get("high").asDouble());
                print.printf("  %-13s%s%n", entry.getKey().replace('_', ' '), Percent.of(rate));
            } else if (entry.getValue() instanceof ObjectNode part) {
                print.println(entry.getKey().replace('_', ' ') + ":");
                print(part, print);
            } else {
                String text = entry.getValue() instanceof ArrayNode globs
                        ? globs.valueStream().map(JsonNode::asText).collect(Collectors.joining(" "))
                        : entry.getValue().asText();
                print.printf("%-15s%s%n", entry.getKey().replace('_', ' '), text);
            }
        });
    }
}
