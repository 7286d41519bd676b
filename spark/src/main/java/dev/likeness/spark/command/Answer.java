package dev.likeness.spark.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/** Prints the result of a job, with the seconds that it took after the session was open. */
final class Answer {
    private final long began = System.nanoTime();

    void print(ObjectNode report, String text, boolean json, PrintWriter out) {
        double seconds = (System.nanoTime() - began) / 1e9;
        if (json) {
            out.println(report.put("seconds", seconds));
        } else {
            out.println(text + " (" + Math.round(seconds) + " s)");
        }
    }
}
