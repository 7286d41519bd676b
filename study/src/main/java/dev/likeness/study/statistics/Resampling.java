package dev.likeness.study.statistics;

import dev.likeness.data.OneShotTrial;
import dev.likeness.data.PicturePair;
import dev.likeness.evaluation.IdentityBootstrap;
import dev.likeness.evaluation.RankedScores;
import dev.likeness.evaluation.Roc;
import dev.likeness.progress.Progress;
import dev.likeness.study.outcome.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The lower level of the hierarchical bootstrap: identities are drawn with replacement, the same ones for every run, so
 * that differences between runs are paired. For one-shot trials whole one-shot runs are drawn, because the trials of a
 * run share their gallery; with a single one-shot run, trials are drawn.
 *
 * <p>Immutable; the same seed gives the same draws.
 */
public final class Resampling {
    private final IdentityBootstrap bootstrap;
    private final boolean[] matches;
    private final int[] units; // the drawn unit of each trial
    private final int unitCount;
    private final long seed;
    private final int resamples;

    /**
     * @param pairs matches and non-matches
     * @param trials may be empty
     * @param resamples the number of draws, at least 2
     */
    public Resampling(List<PicturePair> pairs, List<OneShotTrial> trials, long seed, int resamples) {
        this.bootstrap = new IdentityBootstrap(pairs);
        this.matches = new boolean[pairs.size()];
        for (int i = 0; i < matches.length; i++) {
            matches[i] = pairs.get(i).match();
        }
        Map<String, Integer> runs = new HashMap<>();
        trials.forEach(trial -> runs.putIfAbsent(trial.run(), runs.size()));
        boolean byRun = runs.size() > 1;
        this.units = new int[trials.size()];
        for (int t = 0; t < units.length; t++) {
            units[t] = byRun ? runs.getOrDefault(trials.get(t).run(), 0) : t;
        }
        this.unitCount = byRun ? runs.size() : trials.size();
        this.seed = seed;
        this.resamples = resamples;
    }

    /** The number of identities drawn from; for one-shot the number of one-shot runs, or of trials. */
    public int units(Figure figure) {
        return figure == Figure.ONE_SHOT ? unitCount : bootstrap.identities();
    }

    /**
     * The figures of each run; one-shot is missing if there are no trials.
     *
     * @param runs each with a score for every pair and an answer to every trial
     */
    public List<Map<Figure, SampledFigure>> of(List<RunScores> runs, Progress progress) {
        List<RankedScores> ranked = runs.stream()
                .map(run -> new RankedScores(run.scores(), matches))
                .toList();
        List<double[][]> replicates = new ArrayList<>();
        runs.forEach(run -> replicates.add(new double[Figure.values().length][resamples]));
        SplittableRandom[] randoms = new SplittableRandom[resamples];
        SplittableRandom first = new SplittableRandom(seed);
        Arrays.setAll(randoms, r -> first.split());
        AtomicInteger done = new AtomicInteger();
        IntStream.range(0, resamples).parallel().forEach(r -> {
            double[] pairWeights = bootstrap.weights(randoms[r]);
            double[] trialWeights = trialWeights(randoms[r]);
            for (int i = 0; i < runs.size(); i++) {
                double[] figures = figures(ranked.get(i).weighted(pairWeights), runs.get(i), trialWeights);
                for (int f = 0; f < figures.length; f++) {
                    replicates.get(i)[f][r] = figures[f];
                }
            }
            int now = done.incrementAndGet();
            if (now % 50 == 0) {
                synchronized (progress) {
                    progress.at(now, resamples, "resampling");
                }
            }
        });
        List<Map<Figure, SampledFigure>> all = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            double[] values = figures(ranked.get(i).weighted(ones(matches.length)), runs.get(i), ones(units.length));
            Map<Figure, SampledFigure> sampled = new EnumMap<>(Figure.class);
            for (Figure figure : Figure.values()) {
                double value = values[figure.ordinal()];
                if (!Double.isNaN(value)) {
                    sampled.put(figure, new SampledFigure(value, replicates.get(i)[figure.ordinal()]));
                }
            }
            all.add(sampled);
        }
        return all;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private double[] trialWeights(SplittableRandom random) {
        double[] multiplicity = new double[unitCount];
        for (int i = 0; i < unitCount; i++) {
            multiplicity[random.nextInt(unitCount)]++;
        }
        double[] weights = new double[units.length];
        Arrays.setAll(weights, t -> multiplicity[units[t]]);
        return weights;
    }

    /** In the order of {@link Figure}; one-shot is NaN if there are no trials. */
    private static double[] figures(Roc roc, RunScores run, double[] trialWeights) {
        double right = 0;
        double all = 0;
        for (int t = 0; t < trialWeights.length; t++) {
            all += trialWeights[t];
            right += run.isRight(t) ? trialWeights[t] : 0;
        }
        return new double[] {roc.auc(), roc.eer(), roc.fpr95(), trialWeights.length == 0 ? Double.NaN : right / all};
    }
}
