package dev.likeness.cli.command;

import dev.likeness.cli.option.MeasureOption.Stated;
import dev.likeness.data.DataSet;
import dev.likeness.evaluation.MeasureUnderTest;
import org.jspecify.annotations.Nullable;

/**
 * A measure and the data to evaluate it on.
 *
 * @param stated the probabilities and false-match rates that are checked; null for a measure that was not calibrated
 */
record EvaluationTask(
        DataSet data, MeasureUnderTest tested, @Nullable Stated stated) {}
