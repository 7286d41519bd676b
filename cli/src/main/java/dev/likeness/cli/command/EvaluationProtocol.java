package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.data.DataSet;
import dev.likeness.evaluation.PictureCodes.Reading;

/** One question that {@code evaluate} asks of a measure. Listed in {@link EvaluateCommand}. */
interface EvaluationProtocol {
    /** The word by which users ask for it. */
    String name();

    /**
     * Asks it, and puts the figures into the result: plain values, rates with their intervals, and an object of rates
     * for each of the measure's other readings.
     *
     * @throws dev.likeness.error.InputException if the data cannot answer it
     */
    void measure(DataSet data, Reading reading, ObjectNode result);
}
