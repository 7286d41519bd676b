package dev.likeness.evaluation;

import dev.likeness.data.Homographies.ImagePair;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PicturePair;
import dev.likeness.error.InputException;
import dev.likeness.evaluation.MatchingResult.Figures;
import dev.likeness.measure.Measure;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * The matching protocol: every patch of a sequence's first image looks for itself in another image. Its nearest patch
 * there, by score, is its match; the matches of an image pair are ranked by their scores, and their average precision is
 * taken. V. Balntas, K. Lenc, A. Vedaldi and K. Mikolajczyk, "HPatches", CVPR 2017, sec. 5: recall is relative to the
 * number of points that both images have, so a measure that matches few of them rightly cannot score high.
 *
 * <p>Ties count against: a patch whose best score two others share is matched wrongly, and of matches of one score the
 * wrong ones rank first.
 *
 * <p>Intervals are 95 %, by a bootstrap in two stages: sequences are drawn with replacement, and within each its points;
 * what they are matched among stays the same. They say how far a figure would move on other scenes, as far as the scenes
 * here can tell: of two or three that is little.
 *
 * @param seed decides the draws of the bootstrap, and the pairs that do not match
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
     * Encodes every patch once, then compares each of the first image with each of the other, by the measure's score and
     * by each of its readings. The codes of one sequence at a time are held in memory.
     *
     * @param pairs those of one sequence have the same patches of the first image, in the same order
     * @throws InputException if there are no two patches to choose from in any image
     */
    public MatchingResult evaluate(Measure measure, List<ImagePair> pairs, Progress progress) {
        if (pairs.stream().noneMatch(pair -> pair.second().size() >= 2)) {
            throw new InputException("matching needs two points at least that a first image and another one have in"
                    + " common; of the " + pairs.size()
                    + " image pairs none has; check the homographies, or take larger"
                    + " images");
        }
        Map<String, List<ImagePair>> sequences = new LinkedHashMap<>();
        pairs.forEach(pair -> sequences
                .computeIfAbsent(pair.sequence(), name -> new ArrayList<>())
                .add(pair));
        Map<String, MatchingTally> tallies = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(seed);
        int patches = 0;
        int matched = 0;
        for (List<ImagePair> sequence : sequences.values()) {
            List<LabelledPicture> first = sequence.get(0).first();
            List<LabelledPicture> others =
                    sequence.stream().flatMap(pair -> pair.second().stream()).toList();
            PictureCodes codes = PictureCodes.ofSides(PictureCodes.Reading.all(measure, Progress.NONE), first, others);
            patches += first.size() + others.size();
            for (ImagePair pair : sequence) {
                long draw = random.nextLong(); // for all readings the same
                codes.compareAll(measure, everyPair(pair))
                        .forEach((part, scores) -> tallies.computeIfAbsent(part, name -> new MatchingTally())
                                .add(pair.sequence(), new MatchedPatches(pair, scores, draw)));
                progress.at(++matched, pairs.size(), "image pairs matched");
            }
        }
        Map<String, Figures> by = new LinkedHashMap<>();
        tallies.forEach((part, tally) -> by.put(part, tally.figures(seed, resamples)));
        Figures own = Objects.requireNonNull(by.remove(Measure.OWN_SCORE));
        return new MatchingResult(patches, pairs.size(), own, by);
    }

    /** Each patch of the first image with each of the other, row by row. */
    private static List<PicturePair> everyPair(ImagePair pair) {
        List<PicturePair> all =
                new ArrayList<>(pair.first().size() * pair.second().size());
        for (LabelledPicture a : pair.first()) {
            for (LabelledPicture b : pair.second()) {
                all.add(new PicturePair(a, b, a.identity().equals(b.identity())));
            }
        }
        return all;
    }
}
