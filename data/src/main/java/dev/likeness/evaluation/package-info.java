/**
 * Protocols, curves, intervals and calibration: measures the quality of a measure, with its uncertainty.
 *
 * <p>Start at a protocol: {@link dev.likeness.evaluation.Verification} for labelled pairs,
 * {@link dev.likeness.evaluation.OneShot} for trials, {@link dev.likeness.evaluation.Retrieval} for search,
 * {@link dev.likeness.evaluation.Matching} for the patches of two images. All encode each picture once. The scores of pairs
 * ({@link dev.likeness.evaluation.ScoredPairs}) are the input of the {@linkplain dev.likeness.evaluation.Roc curve}, the
 * {@linkplain dev.likeness.calibration.Calibration calibration} and the {@linkplain dev.likeness.calibration.Threshold
 * thresholds}. Fit the latter two, and the {@linkplain dev.likeness.calibration.LogisticFusion fusion}, on
 * identities that neither training nor the final evaluation uses.
 */
@NullMarked
package dev.likeness.evaluation;

import org.jspecify.annotations.NullMarked;
