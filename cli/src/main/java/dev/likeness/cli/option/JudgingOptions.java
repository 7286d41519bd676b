package dev.likeness.cli.option;

import dev.likeness.study.Contender;
import dev.likeness.study.StudySettings.Comparison;
import dev.likeness.study.StudySettings.Judging;
import dev.likeness.study.outcome.Figure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the contenders of a study are judged by. */
public final class JudgingOptions {
    @Option(
            names = "--test",
            paramLabel = "GLOB",
            description =
                    "Judge by the pictures whose path inside the data fits, and train on no identity of them. May be"
                            + " repeated. Default: by a share of the identities.")
    private List<String> test = new ArrayList<>();

    @Option(
            names = "--test-share",
            paramLabel = "X",
            defaultValue = "0.25",
            description = "Of the identities, to judge by; of whole groups, where there are five. Default:"
                    + " ${DEFAULT-VALUE}.")
    private double share;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "6000",
            description = "Pairs to judge by, half of them matches. Default: ${DEFAULT-VALUE}.")
    private int pairs;

    @Option(
            names = "--ways",
            paramLabel = "N",
            defaultValue = "20",
            description = "Pictures to choose from in a one-shot trial. Default: ${DEFAULT-VALUE}.")
    private int ways;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "50",
            description = "Galleries of one-shot trials. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--figure",
            paramLabel = "WORD",
            defaultValue = "auc",
            description = "What is ranked and judged by: auc, eer, fpr95 or one_shot. Default: ${DEFAULT-VALUE}.")
    private String figure;

    @Option(
            names = "--baseline",
            paramLabel = "NAME",
            description = "What the others are held against. Default: concat, or the first.")
    private @Nullable String baseline;

    @Option(
            names = "--resamples",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Draws of the bootstrap. Default: ${DEFAULT-VALUE}.")
    private int resamples;

    @Option(
            names = "--timing",
            paramLabel = "SECONDS",
            defaultValue = "8",
            description = "About how long to take the times of each contender. Default: ${DEFAULT-VALUE}.")
    private double timing;

    public Judging judging() {
        return new Judging(test, share, pairs, ways, runs, timing);
    }

    public Comparison comparison(List<Contender> contenders) {
        List<String> names = contenders.stream().map(Contender::name).toList();
        String usual = names.contains("concat") ? "concat" : names.get(0);
        return new Comparison(Figure.named(figure), baseline == null ? usual : baseline, resamples);
    }
}
