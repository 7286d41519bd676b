package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The wording of a protocol of {@code evaluate}. Listed in {@link EvaluateCommand}. */
interface EvaluationProtocol {
    /** The word by which users request it. */
    String name();

    /**
     * Runs the protocol and adds its figures to the result: plain values, rates with their intervals, and an object of rates
     * for each of the measure's other readings.
     *
     * @throws dev.likeness.error.InputException if the data are not suitable
     */
    void measure(EvaluationTask task, ObjectNode result);
}
