package dev.likeness.study.statistics;

import dev.likeness.data.LabelledPicture;
import dev.likeness.data.OneShotTrial;
import dev.likeness.data.PicturePair;
import dev.likeness.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Simulated pairs whose identities have random difficulty, scored by contenders whose runs have random skill. */
final class SimulatedStudy {
    private static final int IDENTITIES = 40;
    private static final int PAIRS_EACH = 6;

    final List<PicturePair> pairs = new ArrayList<>();
    private final int[] first;
    private final int[] second;
    private final double[] hardness = new double[IDENTITIES];
    private final Random random;

    SimulatedStudy(long seed) {
        random = new Random(seed);
        int n = IDENTITIES * PAIRS_EACH * 2;
        first = new int[n];
        second = new int[n];
        for (int i = 0, at = 0; i < IDENTITIES; i++) {
            hardness[i] = 0.5 * random.nextGaussian();
            for (int k = 0; k < PAIRS_EACH; k++) {
                add(at++, i, i);
                add(at++, i, (i + 1 + random.nextInt(IDENTITIES - 1)) % IDENTITIES);
            }
        }
    }

    private void add(int at, int a, int b) {
        first[at] = a;
        second[at] = b;
        pairs.add(new PicturePair(picture(a, at, "a"), picture(b, at, "b"), a == b));
    }

    static LabelledPicture picture(int identity, int pair, String side) {
        String name = "i" + identity;
        return new LabelledPicture(name + "/" + pair + side, name, "", () -> new Picture(1, 1, new byte[3]));
    }

    /**
     * One run of a contender.
     *
     * @param skill the mean difference between the scores of matches and of non-matches
     * @param ofSeed the standard deviation of the skill between runs
     */
    RunScores run(double skill, double ofSeed) {
        double own = skill + ofSeed * random.nextGaussian();
        double[] scores = new double[pairs.size()];
        for (int i = 0; i < scores.length; i++) {
            double shift = pairs.get(i).match() ? own : 0;
            scores[i] = shift + hardness[first[i]] + hardness[second[i]] + random.nextGaussian();
        }
        return new RunScores(scores, "");
    }

    /** Trials in one-shot runs of five, with one picture each. */
    static List<OneShotTrial> trials(int count) {
        List<OneShotTrial> trials = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            trials.add(new OneShotTrial(picture(t, t, "q"), List.of(picture(t, t, "g")), 0, "run" + t / 5));
        }
        return trials;
    }
}
