package dev.likeness.cli.command;

import dev.likeness.data.DataSet;
import dev.likeness.evaluation.MeasureUnderTest;
import dev.likeness.model.ModelCard;
import org.jspecify.annotations.Nullable;

/**
 * A measure and the data to evaluate it on.
 *
 * @param card of the model; null for a measure that is not learned
 */
record EvaluationTask(
        DataSet data, MeasureUnderTest tested, @Nullable ModelCard card) {}
