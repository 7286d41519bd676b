package dev.likeness.evaluation;

import dev.likeness.evaluation.MatchingResult.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The matches by one score, collected per sequence. Not thread-safe. */
final class MatchingStatistics {
    private final Map<String, List<MatchedPatches>> bySequence = new LinkedHashMap<>();

    void add(String sequence, MatchedPatches matched) {
        bySequence.computeIfAbsent(sequence, name -> new ArrayList<>()).add(matched);
    }

    /** The figures, with intervals as {@link Matching} states them. */
    Figures figures(long seed, int resamples) {
        Sequences sequences = new Sequences(List.copyOf(bySequence.values()));
        Means value = sequences.means(sequences.once());
        double[][] replicates = new double[2][resamples];
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < resamples; r++) {
            SplittableRandom draws = random.split();
            Means drawn = sequences.means(sequences.draw(draws));
            while (Double.isNaN(drawn.map) || Double.isNaN(drawn.fpr95)) { // with few points, a draw can contain none
                drawn = sequences.means(sequences.draw(draws));
            }
            replicates[0][r] = drawn.fpr95;
            replicates[1][r] = drawn.map;
        }
        int points = sequences.points();
        return new Figures(
                IdentityBootstrap.interval(value.fpr95, replicates[0], points),
                IdentityBootstrap.interval(value.map, replicates[1], points));
    }

    /** NaN if no drawn patch can be evaluated. */
    private record Means(double fpr95, double map) {}

    /** A drawn sequence and the multiplicities of its points. */
    @SuppressWarnings("ArrayRecordComponent") // private, and never compared
    private record Drawn(int sequence, int[] copies) {}

    /** The image pairs of each sequence, and the scores of all evaluated patches in one ranking. */
    private static final class Sequences {
        private final List<List<MatchedPatches>> all;
        private final RankedScores ranked;

        Sequences(List<List<MatchedPatches>> all) {
            this.all = all;
            List<Double> scores = new ArrayList<>(); // of each evaluated patch with its own point, then with another
            for (MatchedPatches pair : all.stream().flatMap(List::stream).toList()) {
                for (int patch : pair.evaluated()) {
                    scores.add(pair.ownScore(patch));
                    scores.add(pair.otherScore(patch));
                }
            }
            boolean[] matches = new boolean[scores.size()];
            for (int i = 0; i < matches.length; i += 2) {
                matches[i] = true;
            }
            ranked = new RankedScores(
                    scores.stream().mapToDouble(Double::doubleValue).toArray(), matches);
        }

        int points() {
            return all.stream().mapToInt(pairs -> pairs.get(0).count()).sum();
        }

        List<Drawn> once() {
            List<Drawn> once = new ArrayList<>();
            for (int sequence = 0; sequence < all.size(); sequence++) {
                int[] copies = new int[all.get(sequence).get(0).count()];
                Arrays.fill(copies, 1);
                once.add(new Drawn(sequence, copies));
            }
            return once;
        }

        List<Drawn> draw(SplittableRandom random) {
            List<Drawn> drawn = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                int sequence = random.nextInt(all.size());
                int[] copies = new int[all.get(sequence).get(0).count()];
                for (int point = 0; point < copies.length; point++) {
                    copies[random.nextInt(copies.length)]++;
                }
                drawn.add(new Drawn(sequence, copies));
            }
            return drawn;
        }

        Means means(List<Drawn> drawn) {
            int[][] counts = new int[all.size()][];
            Arrays.setAll(counts, sequence -> new int[all.get(sequence).get(0).count()]);
            double precision = 0;
            int pairs = 0;
            for (Drawn one : drawn) {
                for (int point = 0; point < one.copies.length; point++) {
                    counts[one.sequence][point] += one.copies[point];
                }
                for (MatchedPatches pair : all.get(one.sequence)) {
                    double ofPair = pair.averagePrecision(one.copies);
                    if (!Double.isNaN(ofPair)) {
                        precision += ofPair;
                        pairs++;
                    }
                }
            }
            double[] weights = weights(counts);
            double fpr95 =
                    ranked.hasBothClasses(weights) ? ranked.weighted(weights).fpr95() : Double.NaN;
            return new Means(fpr95, precision / pairs);
        }

        /** The weight of each ranked score. */
        private double[] weights(int[][] counts) {
            List<Double> weights = new ArrayList<>();
            for (int sequence = 0; sequence < counts.length; sequence++) {
                for (MatchedPatches pair : all.get(sequence)) {
                    for (int patch : pair.evaluated()) {
                        weights.add((double) counts[sequence][patch]);
                        weights.add((double) counts[sequence][patch]);
                    }
                }
            }
            return weights.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
