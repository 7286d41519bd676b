package dev.likeness.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pairs to verify a measure on.
 *
 * @param pairs matches and non-matches
 * @param shortfall why there are fewer pairs than requested; null if there are enough, or the pairs were declared
 */
public record PairSample(List<PicturePair> pairs, @Nullable Shortfall shortfall) {
    public PairSample {
        pairs = List.copyOf(pairs);
    }

    /**
     * No pair is drawn twice and half of the pairs match, so few matching pairs limit the sample.
     *
     * @param asked the number of pairs requested
     * @param drawn the number of pairs drawn
     * @param distinctMatches the number of distinct matching pairs in the data
     */
    public record Shortfall(int asked, int drawn, long distinctMatches) {}

    /** Declared pairs, unchanged. */
    static PairSample declared(List<PicturePair> pairs) {
        return new PairSample(pairs, null);
    }

    /** Pairs drawn from labelled pictures, see {@link VerificationPairs#draw}. */
    static PairSample draw(List<LabelledPicture> pictures, int count, long seed) {
        List<PicturePair> pairs = VerificationPairs.draw(pictures, count, seed);
        boolean isShort = pairs.size() < count / 2 * 2;
        return new PairSample(
                pairs, isShort ? new Shortfall(count, pairs.size(), VerificationPairs.matching(pictures)) : null);
    }
}
