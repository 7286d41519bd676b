package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.calibration.Rate;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PicturePair;
import dev.likeness.picture.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConservativeIntervalsTest {
    private static LabelledPicture picture(int group, int identity, String name) {
        String whole = "g" + group + "/i" + identity;
        return new LabelledPicture(whole + "/" + name, whole, "g" + group, () -> new Picture(1, 1, new byte[3]));
    }

    /** Equal numbers of matches and non-matches; half of the latter are within a group. */
    private static List<PicturePair> pairs(int groups, int identities) {
        Random random = new Random(1);
        List<PicturePair> pairs = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            for (int i = 0; i < identities; i++) {
                for (int k = 0; k < 4; k++) {
                    pairs.add(new PicturePair(picture(g, i, "a"), picture(g, i, "b"), true));
                    int other = k % 2 == 0 ? g : (g + 1 + random.nextInt(groups - 1)) % groups;
                    int identity = (i + 1 + random.nextInt(identities - 1)) % identities;
                    pairs.add(new PicturePair(picture(g, i, "a"), picture(other, identity, "b"), false));
                }
            }
        }
        return pairs;
    }

    private static Function<double[], double[]> share(boolean[] what, List<PicturePair> pairs) {
        return weights -> {
            double sum = 0;
            double all = 0;
            for (int i = 0; i < weights.length; i++) {
                if (!pairs.get(i).match()) {
                    all += weights[i];
                    sum += what[i] ? weights[i] : 0;
                }
            }
            return new double[] {sum / all};
        };
    }

    @Test
    void differentGroupsWidenTheInterval() {
        List<PicturePair> pairs = pairs(8, 30);
        boolean[] ofTwoGroups = new boolean[pairs.size()]; // errors in two groups of eight, within them
        for (int i = 0; i < ofTwoGroups.length; i++) {
            PicturePair pair = pairs.get(i);
            ofTwoGroups[i] = pair.a().group().equals(pair.b().group())
                    && (pair.a().group().equals("g0") || pair.a().group().equals("g1"));
        }
        Rate wide = ConservativeIntervals.intervals(pairs, 300, 1, share(ofTwoGroups, pairs))
                .get(0);
        assertThat(wide.value()).isCloseTo(0.125, within(1e-9));
        Rate narrow = overIdentitiesOnly(pairs, share(ofTwoGroups, pairs));
        assertThat(wide.high() - wide.low()).isGreaterThan(2 * (narrow.high() - narrow.low()));
        assertThat(wide.low()).isLessThanOrEqualTo(narrow.low());
    }

    @Test
    void similarGroupsDoNotNarrowTheInterval() {
        List<PicturePair> pairs = pairs(3, 30);
        boolean[] everyThirdIdentity = new boolean[pairs.size()];
        for (int i = 0; i < everyThirdIdentity.length; i++) {
            everyThirdIdentity[i] = pairs.get(i).a().identity().matches(".*i\\d*[369]");
        }
        Rate wide = ConservativeIntervals.intervals(pairs, 300, 1, share(everyThirdIdentity, pairs))
                .get(0);
        Rate narrow = overIdentitiesOnly(pairs, share(everyThirdIdentity, pairs));
        assertThat(wide.low()).isLessThanOrEqualTo(narrow.low());
        assertThat(wide.high()).isGreaterThanOrEqualTo(narrow.high());
    }

    /** When few groups are drawn with replacement, pairs within a group must keep their proportion. */
    @Test
    void proportionsWithinAndAcrossGroupsArePreserved() {
        List<PicturePair> pairs = pairs(4, 10);
        boolean[] within = new boolean[pairs.size()];
        IntStream.range(0, within.length)
                .forEach(i -> within[i] =
                        pairs.get(i).a().group().equals(pairs.get(i).b().group()));
        Rate rate = ConservativeIntervals.intervals(pairs, 200, 1, share(within, pairs))
                .get(0);
        IdentityBootstrap groups = IdentityBootstrap.ofGroups(pairs).orElseThrow();
        double[] weights = groups.weights(new SplittableRandom(3));
        assertThat(share(within, pairs).apply(weights)[0]).isCloseTo(rate.value(), within(1e-9));
    }

    @Test
    void withoutGroupsItEqualsTheBootstrapOverIdentities() {
        List<PicturePair> pairs = Samples.pairs(40, 5, new Random(1));
        boolean[] some = new boolean[pairs.size()];
        IntStream.range(0, some.length).forEach(i -> some[i] = i % 7 == 1);
        assertThat(IdentityBootstrap.ofGroups(pairs)).isEmpty();
        assertThat(ConservativeIntervals.intervals(pairs, 100, 5, share(some, pairs))
                        .get(0))
                .isEqualTo(overIdentitiesOnly(pairs, 100, 5, share(some, pairs)));
    }

    private static Rate overIdentitiesOnly(List<PicturePair> pairs, Function<double[], double[]> figure) {
        return overIdentitiesOnly(pairs, 300, 1, figure);
    }

    private static Rate overIdentitiesOnly(
            List<PicturePair> pairs, int resamples, long seed, Function<double[], double[]> figure) {
        IdentityBootstrap bootstrap = new IdentityBootstrap(pairs);
        SplittableRandom random = new SplittableRandom(seed);
        double[] replicates = new double[resamples];
        for (int r = 0; r < replicates.length; r++) {
            replicates[r] = figure.apply(bootstrap.weights(random.split()))[0];
        }
        double[] once = new double[pairs.size()];
        Arrays.fill(once, 1);
        return bootstrap.interval(figure.apply(once)[0], replicates);
    }
}
