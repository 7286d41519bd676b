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
 * <p>Two logistic regressions on pairs of photographs that were not trained on and on 2,400 others (docs/gallery.md), one for
 * each kind of false copy: a picture of a thing that looks the same, and another picture in the same surroundings. Both must
 * accept. No regression accepts what the check rejects.
 */
public final class CopyDecision {
    /** Against pictures of things that look the same: products in one pose, aircraft of one type. */
    private static final class LikeThing {
        static final double OFFSET = 7.358;
        static final double PER_LOG_ODDS = 0.141;
        static final double PER_LOG_AVAILABLE = -2.764;
        static final double PER_LOG_GRADIENTS = 0.588;
        static final double PER_LOG_DISTORTION = -1.602;
        static final double PER_LOG_ERROR = -2.885;
        static final double PER_DIFFERENCES = -4.317;
        /** A placement of whole pictures, which has no keypoints and so no error. */
        static final double WITHOUT_KEYPOINTS = 0.543;
    }

    /** Against other pictures in the same surroundings: screenshots of one program, one text laid over two photographs. */
    private static final class LikeSurroundings {
        static final double OFFSET = 10.211;
        static final double PER_LOG_ODDS = 0.395;
        static final double PER_LOG_SHARE = 1.493;
        static final double PER_LOG_KEYPOINTS = -2.917;
        static final double PER_LOG_GRADIENTS = 1.741;
    }

    /** Keeps the logarithm of a share of 0 finite: about half a keypoint of thirty. */
    private static final double LEAST_SHARE = 0.02;

    /** A distortion that comes from rounding. */
    private static final double LEAST_DISTORTION = 0.005;

    /** An error of keypoints that comes from rounding, and a usual one of pictures that only look alike: heights of the copy. */
    private static final double LEAST_ERROR = 0.002;

    private static final double USUAL_ERROR = 0.01;

    /** From here on a pair of a gallery of {@link #TUNED_FOR} pictures is accepted: log odds. */
    private static final double LEAST = 4;

    private static final double TUNED_FOR = 6_000;

    /** The range of the limit for smaller and larger galleries. */
    private static final double LOWEST = 0.5;

    private static final double HIGHEST = 5;

    /** So much less is enough if the copy is also one of another member of the group. */
    private static final double SUPPORT = 2.5;

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
        double odds = logOdds(score);
        Agreement agreement = evidence.agreement();
        return Math.min(ofThing(odds, agreement), ofSurroundings(odds, agreement));
    }

    private static double ofThing(double odds, Agreement agreement) {
        double placed = agreement.keypoints() == 0
                ? LikeThing.WITHOUT_KEYPOINTS
                : LikeThing.PER_LOG_ERROR * Math.log((agreement.error() + LEAST_ERROR) / USUAL_ERROR);
        return LikeThing.OFFSET
                + placed
                + LikeThing.PER_LOG_ODDS * odds
                + LikeThing.PER_LOG_AVAILABLE * Math.log1p(agreement.available())
                + LikeThing.PER_LOG_GRADIENTS * logRatio(agreement.gradients())
                + LikeThing.PER_LOG_DISTORTION * Math.log(agreement.distortion() + LEAST_DISTORTION)
                + LikeThing.PER_DIFFERENCES * agreement.differences();
    }

    private static double ofSurroundings(double odds, Agreement agreement) {
        return LikeSurroundings.OFFSET
                + LikeSurroundings.PER_LOG_ODDS * odds
                + LikeSurroundings.PER_LOG_SHARE * Math.log(agreement.share() + LEAST_SHARE)
                + LikeSurroundings.PER_LOG_KEYPOINTS * Math.log1p(agreement.keypoints())
                + LikeSurroundings.PER_LOG_GRADIENTS * logRatio(agreement.gradients());
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
