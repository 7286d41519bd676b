package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.data.DataSet;
import dev.likeness.evaluation.PictureCodes.Reading;

/** One protocol of {@code evaluate}. Listed in {@link EvaluateCommand}. */
interface EvaluationProtocol {
    /** The name that users give. */
    String name();

    /**
     * Evaluates a measure, and puts the figures into the result: plain values, rates with intervals, and an object of
     * rates for each of the measure's other readings.
     *
     * @throws dev.likeness.error.InputException if the data do not fit the protocol
     */
    void measure(DataSet data, Reading reading, ObjectNode result);
}
