package dev.likeness.train.sampling;

import dev.likeness.data.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Chooses the pictures of each step: N identities with two pictures each, from few groups at a time, so that the other
 * identities in the batch are similar. The batch of a step depends only on the seed and the step.
 */
public final class BatchSampler {
    private final TrainingPictures data;
    private final int identities;
    private final int groups;
    private final double turned;
    private final long seed;

    /**
     * @param identities in each batch; fewer if the data have fewer
     * @param groups the number of groups that a batch is drawn from; 0 for all
     * @param turned the share of groups whose pictures are turned or mirrored, 0 to 1; all pictures of a group in the same way
     */
    public BatchSampler(TrainingPictures data, int identities, int groups, double turned, long seed) {
        this.data = data;
        this.identities = Math.min(identities, data.identities());
        this.groups = groups == 0
                ? data.groups().size()
                : Math.min(groups, data.groups().size());
        this.turned = turned;
        this.seed = seed;
    }

    /**
     * The pictures of a step, as indices: {@code first[i]} and {@code second[i]} show the same identity, and different i
     * show different identities. If the data are of two kinds, all first pictures are of the first kind and all second
     * pictures of the second kind.
     *
     * @param turns for each i, the turn of its pictures, 0 to 7: see {@link Alteration#alter}
     * @param declaredNonMatches pairs declared not to match, at most about a quarter of N
     */
    @SuppressWarnings("ArrayRecordComponent") // made for each step
    public record Choice(int[] first, int[] second, int[] turns, List<int[]> declaredNonMatches) {
        public Choice {
            declaredNonMatches = List.copyOf(declaredNonMatches);
        }
    }

    /** The number of pictures in a batch, without the declared non-matches. */
    public int batchPictures() {
        return 2 * identities;
    }

    /** The pictures of a step. */
    public Choice choose(long step) {
        Random random = SeededRandom.of(seed, 1, step);
        int[] chosen = new int[identities];
        int[] turns = new int[identities];
        fill(chosen, turns, random);
        int[] first = new int[chosen.length];
        int[] second = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            int[] firsts = data.firsts().get(chosen[i]);
            first[i] = firsts[random.nextInt(firsts.length)];
            second[i] = another(first[i], data.seconds().get(chosen[i]), random);
        }
        List<int[]> declaredNonMatches = new ArrayList<>();
        for (int i = 0;
                i < Math.min(identities / 4 + 1, data.declaredNonMatches().size());
                i++) {
            declaredNonMatches.add(data.declaredNonMatches()
                    .get(random.nextInt(data.declaredNonMatches().size())));
        }
        return new Choice(first, second, turns, declaredNonMatches);
    }

    /** Draws one of some pictures, but not the given one; the list may lack the given one. */
    private static int another(int picture, int[] pictures, Random random) {
        int place = 0;
        while (place < pictures.length && pictures[place] != picture) {
            place++;
        }
        int b = random.nextInt(place < pictures.length ? pictures.length - 1 : pictures.length);
        return pictures[b < place ? b : b + 1];
    }

    /** Draws distinct identities: an equal share from each group, in random order of groups, until there are enough. */
    private void fill(int[] chosen, int[] turns, Random random) {
        int count = 0;
        int[] order = shuffled(range(data.groups().size()), random);
        for (int g = 0; count < identities && g < order.length; g++) {
            int[] members = shuffled(data.groups().get(order[g]), random);
            int share = g < groups ? (identities - count + groups - g - 1) / (groups - g) : identities - count;
            int turn = random.nextDouble() < turned ? 1 + random.nextInt(Alteration.TURNS - 1) : 0;
            for (int i = 0; i < Math.min(share, members.length); i++) {
                turns[count] = turn;
                chosen[count++] = members[i];
            }
        }
        if (count < identities) { // small groups: fill up from all other identities
            boolean[] taken = new boolean[data.identities()];
            for (int i = 0; i < count; i++) {
                taken[chosen[i]] = true;
            }
            for (int identity : shuffled(range(taken.length), random)) {
                if (count < identities && !taken[identity]) {
                    chosen[count++] = identity;
                }
            }
        }
    }

    private static int[] range(int n) {
        return java.util.stream.IntStream.range(0, n).toArray();
    }

    private static int[] shuffled(int[] values, Random random) {
        int[] shuffled = values.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = swapped;
        }
        return shuffled;
    }
}
