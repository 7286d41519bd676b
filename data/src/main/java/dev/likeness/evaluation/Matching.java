package dev.likeness.evaluation;

import dev.likeness.data.ImagePair;
import dev.likeness.data.LabelledPicture;
import dev.likeness.error.InputException;
import dev.likeness.evaluation.MatchingResult.Figures;
import dev.likeness.measure.CodeBlock;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * The matching protocol: each patch of a sequence's first image is matched with its nearest patch in another image, by score.
 * The matches of an image pair are ranked by score, and their average precision is computed. V. Balntas, K. Lenc, A.
 * Vedaldi and K. Mikolajczyk, "HPatches", CVPR 2017, sec. 5: recall is relative to the number of points in both images, so a
 * measure with few correct matches cannot score high.
 *
 * <p>Ties count as errors: a patch with a tie for the best score is matched wrongly, and among matches with equal scores the
 * wrong ones rank first.
 *
 * <p>Intervals are 95 %, by a two-stage bootstrap: sequences are drawn with replacement, and within each sequence its points;
 * the candidates stay the same. They show how much a figure would vary on other scenes; with two or three sequences they
 * say little about that.
 *
 * @param seed of the bootstrap and of the non-matching pairs
 * @param resamples the number of draws, at least 1
 */
public record Matching(long seed, int resamples) {
    public Matching {
        if (resamples < 1) {
            throw new IllegalArgumentException("at least 1 resample is needed, not " + resamples);
        }
    }

    /** The protocol with 500 draws. */
    public static Matching seeded(long seed) {
        return new Matching(seed, 500);
    }

    /**
     * Encodes each patch once, then compares each patch of the first image with each of the other, by the measure's score and
     * by each of its readings. Only the codes of one sequence are in memory at a time.
     *
     * @param pairs the pairs of one sequence have the same patches of the first image, in the same order
     * @throws InputException if no image has two patches to choose from
     */
    public MatchingResult evaluate(Measure measure, List<ImagePair> pairs, Progress progress) {
        if (pairs.stream().noneMatch(pair -> pair.second().size() >= 2)) {
            throw new InputException("matching needs at least two points in common between a first image and another;"
                    + " none of the " + pairs.size()
                    + " image pairs has them; check the homographies, or use larger"
                    + " images");
        }
        Map<String, List<ImagePair>> sequences = new LinkedHashMap<>();
        pairs.forEach(pair -> sequences
                .computeIfAbsent(pair.sequence(), name -> new ArrayList<>())
                .add(pair));
        Map<String, MatchingStatistics> statistics = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(seed);
        int patches = 0;
        int matched = 0;
        for (List<ImagePair> sequence : sequences.values()) {
            List<LabelledPicture> first = sequence.get(0).first();
            List<LabelledPicture> others =
                    sequence.stream().flatMap(pair -> pair.second().stream()).toList();
            PictureCodes codes =
                    PictureCodes.ofSides(MeasureUnderTest.skippingNone(measure, Progress.NONE), first, others);
            patches += first.size() + others.size();
            for (ImagePair pair : sequence) {
                long draw = random.nextLong(); // the same for all readings
                everyPair(codes, measure, pair)
                        .forEach((part, scores) -> statistics
                                .computeIfAbsent(part, name -> new MatchingStatistics())
                                .add(pair.sequence(), new MatchedPatches(pair, scores, draw)));
                progress.at(++matched, pairs.size(), "image pairs matched");
            }
        }
        Map<String, Figures> by = new LinkedHashMap<>();
        statistics.forEach((part, own) -> by.put(part, own.figures(seed, resamples)));
        Figures own = Objects.requireNonNull(by.remove(Measure.OWN_SCORE));
        return new MatchingResult(patches, pairs.size(), own, by);
    }

    /** The scores of all pairs of a patch of the first image and one of the other, row by row. */
    private static Map<String, double[]> everyPair(PictureCodes codes, Measure measure, ImagePair pair) {
        Map<String, double[]> scores = new LinkedHashMap<>();
        if (pair.first().isEmpty() || pair.second().isEmpty()) {
            return scores;
        }
        try (CodeBlock block = codes.block(measure, pair.second(), Side.B)) {
            block.compareAll(codes.codes(pair.first(), Side.A))
                    .forEach((part, rows) -> scores.put(
                            part,
                            Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray()));
        }
        return scores;
    }
}
