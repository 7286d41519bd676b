package dev.likeness.study.statistics;

import dev.likeness.data.OneShotTrial;
import dev.likeness.data.PicturePair;
import dev.likeness.evaluation.IdentityBootstrap;
import dev.likeness.evaluation.RankedScores;
import dev.likeness.evaluation.Roc;
import dev.likeness.progress.Progress;
import dev.likeness.study.outcome.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The lower level of the hierarchical bootstrap: identities are drawn with replacement, the same ones for every series,
 * so that differences between series are those on the same draw. For one-shot trials whole runs are drawn, as the trials
 * of a run share their gallery; where there is one run only, trials.
 *
 * <p>Immutable; the same seed gives the same draws.
 */
public final class Resampling {
    private final IdentityBootstrap bootstrap;
    private final boolean[] matches;
    private final int[] units; // of each trial
    private final int unitCount;
    private final long seed;
    private final int resamples;

    /**
     * Draws to come.
     *
     * @param pairs matching and other ones
     * @param trials may be none
     * @param resamples how many draws, at least 2
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

    public int resamples() {
        return resamples;
    }

    /** How many identities are drawn from, or for one-shot how many runs or trials. */
    public int units(String figure) {
        return figure.equals(Figures.ONE_SHOT) ? unitCount : bootstrap.identities();
    }

    /**
     * The figures of each series, by name.
     *
     * @param series each with a score for every pair and an answer to every trial
     */
    public List<Map<String, Sampled>> of(List<Series> series, Progress progress) {
        List<RankedScores> ranked = series.stream()
                .map(one -> new RankedScores(one.scores(), matches))
                .toList();
        List<double[][]> replicates = new ArrayList<>();
        series.forEach(one -> replicates.add(new double[Figures.NAMES.size()][resamples]));
        SplittableRandom[] randoms = new SplittableRandom[resamples];
        SplittableRandom first = new SplittableRandom(seed);
        Arrays.setAll(randoms, r -> first.split());
        AtomicInteger done = new AtomicInteger();
        IntStream.range(0, resamples).parallel().forEach(r -> {
            double[] pairWeights = bootstrap.weights(randoms[r]);
            double[] trialWeights = trialWeights(randoms[r]);
            for (int s = 0; s < series.size(); s++) {
                double[] figures = figures(ranked.get(s), series.get(s), pairWeights, trialWeights);
                for (int f = 0; f < figures.length; f++) {
                    replicates.get(s)[f][r] = figures[f];
                }
            }
            int now = done.incrementAndGet();
            if (now % 50 == 0) {
                synchronized (progress) {
                    progress.at(now, resamples, "resampling");
                }
            }
        });
        List<Map<String, Sampled>> all = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            double[] values = figures(ranked.get(s), series.get(s), ones(matches.length), ones(units.length));
            Map<String, Sampled> named = new LinkedHashMap<>();
            for (int f = 0; f < values.length; f++) {
                if (!Double.isNaN(values[f])) {
                    named.put(
                            Figures.NAMES.get(f),
                            new Sampled(values[f], replicates.get(s)[f]));
                }
            }
            all.add(named);
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

    /** In the order of {@link Figures#NAMES}; one-shot is NaN where there are no trials. */
    private double[] figures(RankedScores ranked, Series series, double[] pairWeights, double[] trialWeights) {
        Roc roc = ranked.weighted(pairWeights);
        double right = 0;
        double all = 0;
        for (int t = 0; t < trialWeights.length; t++) {
            all += trialWeights[t];
            right += series.right()[t] ? trialWeights[t] : 0;
        }
        return new double[] {roc.auc(), roc.eer(), roc.fpr95(), units.length == 0 ? Double.NaN : right / all};
    }
}
