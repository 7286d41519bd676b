package dev.likeness.gallery;

import dev.likeness.Likeness;
import dev.likeness.gallery.copy.Agreement;
import dev.likeness.gallery.copy.CopyEvidence;
import java.util.Optional;
import java.util.Set;

/**
 * Decides from the model's score and the second check together whether a picture is a copy: the check alone confirms products
 * that were photographed in one studio, and the score alone pictures of one place.
 *
 * <p>A logistic regression on pairs of photographs that were not trained on, each with eight edits, and on 2,000 others
 * (docs/gallery.md). It never accepts what the check rejects.
 */
public final class CopyDecision {
    private static final double PER_LOG_ODDS = 0.364;
    private static final double PER_LOG_SHARE = 2.178;
    private static final double PER_LOG_KEYPOINTS = -0.910;
    private static final double PER_LOG_AVAILABLE = -0.996;
    private static final double PER_LOG_GRADIENTS = 1.162;
    private static final double PER_BLOCKS = 2.408;
    private static final double OFFSET = 6.669;

    /** Keeps the logarithm of a share of 0 finite: about half a keypoint of thirty. */
    private static final double LEAST_SHARE = 0.02;

    /** From here on a pair of a gallery of {@link #TUNED_FOR} pictures is accepted: log odds. */
    private static final double LEAST = 3;

    private static final double TUNED_FOR = 6_000;

    /** The range of the limit for smaller and larger galleries. */
    private static final double LOWEST = 0.5;

    private static final double HIGHEST = 4;

    /** So much less is enough if the copy is also one of another member of the group. */
    private static final double SUPPORT = 1.5;

    /** Beyond it a probability has no digits left. */
    private static final double MOST_LOG_ODDS = 30;

    /** Beyond it a correlation has no digits left. */
    private static final double MOST_RATIO = 1000;

    private final Likeness likeness;
    private final double least;

    /**
     * The decision for a gallery. Each picture of a larger gallery meets more pictures that only look like a copy, in proportion
     * to the number of pictures, so the limit grows with its logarithm.
     *
     * @param pictures of the gallery, 1 or more
     */
    public CopyDecision(Likeness likeness, long pictures) {
        this.likeness = likeness;
        this.least = Math.max(LOWEST, Math.min(HIGHEST, LEAST + Math.log(pictures / TUNED_FOR)));
    }

    /** Whether the pair is accepted by itself. */
    public boolean accepts(double score, CopyEvidence evidence) {
        return evidence.confirmed() && logOdds(score, evidence) >= least;
    }

    /** Whether the pair is accepted if another member of the group supports it. */
    public boolean acceptsWithSupport(double score, CopyEvidence evidence) {
        return evidence.confirmed() && logOdds(score, evidence) >= Math.max(0, least - SUPPORT);
    }

    /**
     * The decision about a pair.
     *
     * @param evidence empty if a file cannot be read any more
     */
    public CopyGroups.Judgement judge(double score, Optional<CopyEvidence> evidence) {
        return new CopyGroups.Judgement(
                score,
                evidence.filter(found -> accepts(score, found)).isPresent(),
                evidence.filter(found -> acceptsWithSupport(score, found)).isPresent(),
                evidence.map(CopyEvidence::labels).orElse(Set.of()));
    }

    private double logOdds(double score, CopyEvidence evidence) {
        Agreement agreement = evidence.agreement();
        return OFFSET
                + PER_LOG_ODDS * logOdds(score)
                + PER_LOG_SHARE * Math.log(agreement.share() + LEAST_SHARE)
                + PER_LOG_KEYPOINTS * Math.log1p(agreement.keypoints())
                + PER_LOG_AVAILABLE * Math.log1p(agreement.available())
                + PER_LOG_GRADIENTS * logRatio(agreement.gradients())
                + PER_BLOCKS * agreement.blocks();
    }

    /** {@code log((1 + r) / (1 - r))} of a correlation: twice Fisher's transformation, which spreads values near 1. */
    private static double logRatio(double correlation) {
        double ratio = (1 + correlation) / (1 - correlation);
        return Math.log(Math.max(1 / MOST_RATIO, Math.min(MOST_RATIO, ratio)));
    }

    private double logOdds(double score) {
        double probability = likeness.verdict(score).probability();
        double odds = Math.log(probability) - Math.log1p(-probability);
        return Math.max(-MOST_LOG_ODDS, Math.min(MOST_LOG_ODDS, odds));
    }
}
