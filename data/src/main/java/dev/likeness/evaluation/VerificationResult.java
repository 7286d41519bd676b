package dev.likeness.evaluation;

import dev.likeness.calibration.Rate;

/**
 * What the {@linkplain Verification verification protocol} measures.
 *
 * @param pairs the number of pairs compared
 * @param auc {@link Roc#auc}
 * @param eer {@link Roc#eer}
 * @param fpr95 {@link Roc#fpr95}
 * @param accuracy the share of pairs decided rightly, at the threshold that {@link Verification} states
 */
public record VerificationResult(int pairs, Rate auc, Rate eer, Rate fpr95, Rate accuracy) {}
