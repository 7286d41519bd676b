package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;

/** The result of a command line: its exit code, standard output and standard error. */
record Result(int code, String out, String err) {
    /** Runs a command line within this process. */
    static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
        return new Result(code, out.toString(), err.toString());
    }

    /** Standard output, which must be exactly one JSON object. */
    JsonNode json() throws Exception {
        assertThat(out.strip().lines())
                .as("one JSON object, nothing else; errors: %s", err)
                .hasSize(1);
        return new ObjectMapper().readTree(out);
    }
}
