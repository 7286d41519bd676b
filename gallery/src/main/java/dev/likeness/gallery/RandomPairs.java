package dev.likeness.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random pairs of the pictures of a collection, nearly all of different things, for {@link CopyThresholds}. */
public final class RandomPairs {
    private static final int PAIRS = 40_000;
    private static final long SEED = 1;

    private RandomPairs() {}

    /**
     * The same pairs for the same number of pictures; all pairs if there are few.
     *
     * @param pictures the number of pictures, 0 or more
     * @return two different numbers below {@code pictures} in each element
     */
    public static List<int[]> among(int pictures) {
        List<int[]> pairs = new ArrayList<>();
        if ((long) pictures * (pictures - 1) / 2 <= PAIRS) {
            for (int a = 0; a < pictures; a++) {
                for (int b = a + 1; b < pictures; b++) {
                    pairs.add(new int[] {a, b});
                }
            }
        } else {
            SplittableRandom random = new SplittableRandom(SEED);
            while (pairs.size() < PAIRS) {
                int a = random.nextInt(pictures);
                int b = random.nextInt(pictures);
                if (a != b) {
                    pairs.add(new int[] {a, b});
                }
            }
        }
        return pairs;
    }

    /**
     * Pairs of a picture of one collection and a picture of another.
     *
     * @param first the number of pictures of the first collection
     * @param second the number of pictures of the second
     */
    public static List<int[]> between(int first, int second) {
        List<int[]> pairs = new ArrayList<>();
        if ((long) first * second <= PAIRS) {
            for (int a = 0; a < first; a++) {
                for (int b = 0; b < second; b++) {
                    pairs.add(new int[] {a, b});
                }
            }
        } else {
            SplittableRandom random = new SplittableRandom(SEED);
            while (pairs.size() < PAIRS) {
                pairs.add(new int[] {random.nextInt(first), random.nextInt(second)});
            }
        }
        return pairs;
    }
}
