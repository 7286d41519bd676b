/**
 * Protocols, curves, intervals and calibration: what a measure is worth, as a number with its uncertainty.
 *
 * <p>Start at a protocol: {@link dev.likeness.evaluation.Verification} for labelled pairs,
 * {@link dev.likeness.evaluation.OneShot} for trials, {@link dev.likeness.evaluation.Retrieval} for finding one among
 * many, {@link dev.likeness.evaluation.Matching} for the patches of two images. All encode each picture once. The scores of pairs
 * ({@link dev.likeness.evaluation.ScoredPairs}) then serve the {@linkplain dev.likeness.evaluation.Roc curve}, the
 * {@linkplain dev.likeness.calibration.Calibration calibration} and the {@linkplain dev.likeness.calibration.Threshold
 * thresholds} alike. Fit the latter two, and the {@linkplain dev.likeness.calibration.LogisticFusion fusion}, on
 * identities that neither training nor the final evaluation sees.
 */
@NullMarked
package dev.likeness.evaluation;

import org.jspecify.annotations.NullMarked;
