package dev.likeness.evaluation;

import dev.likeness.calibration.Rate;

/**
 * The results of the {@linkplain Verification verification protocol} for one score.
 *
 * @param pairs the number of pairs compared
 * @param auc {@link Roc#auc}
 * @param eer {@link Roc#eer}
 * @param fpr95 {@link Roc#fpr95}
 * @param accuracy the share of pairs decided correctly, at the threshold of {@link Verification}
 */
public record VerificationResult(int pairs, Rate auc, Rate eer, Rate fpr95, Rate accuracy) {}
