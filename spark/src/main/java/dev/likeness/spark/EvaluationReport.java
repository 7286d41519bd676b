package dev.likeness.spark;

import dev.likeness.evaluation.VerificationResult;

/**
 * The results of a model on a table of pairs.
 *
 * @param model its name
 * @param result of the verification protocol
 * @param skipped pairs of which a picture has no code
 */
public record EvaluationReport(String model, VerificationResult result, long skipped) {}
