package dev.likeness.cli.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.server.request.ServerLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The server's log: one JSON object per line. Thread-safe. */
final class LogLines implements ServerLog {
    private final PrintWriter print;

    LogLines(PrintWriter print) {
        this.print = print;
    }

    /**
     * Silences what Jetty and Javalin say about single requests and about their start: the log has the requests, and no line
     * of it may be without a request id or contain text of a request as it came.
     */
    static void silenceLibraries() {
        for (String library : new String[] {"org.eclipse.jetty", "io.javalin"}) {
            String property = "org.slf4j.simpleLogger.log." + library;
            if (System.getProperty(property) == null) {
                System.setProperty(property, "off");
            }
        }
    }

    @Override
    public void answered(Access access) {
        ObjectNode line = JsonOption.object()
                .put("time", access.time().toString())
                .put("event", "request")
                .put("request_id", access.requestId())
                .put("remote", access.remote())
                .put("method", access.method())
                .put("path", access.path())
                .put("route", access.route())
                .put("status", access.status())
                .put("problem", access.problem())
                .put("sent", access.sent());
        line.put("milliseconds", rounded(access.milliseconds())).put("waited", rounded(access.waited()));
        write(line);
    }

    @Override
    public void failed(String requestId, String message, @Nullable Throwable fault) {
        ObjectNode line = JsonOption.object()
                .put("time", Instant.now().toString())
                .put("event", "failure")
                .put("request_id", requestId)
                .put("message", message);
        if (fault != null) {
            StringWriter trace = new StringWriter();
            fault.printStackTrace(new PrintWriter(trace));
            line.put("fault", fault.toString()).put("trace", trace.toString());
        }
        write(line);
    }

    private static double rounded(double milliseconds) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.2f", milliseconds));
    }

    private void write(ObjectNode line) {
        String text = line.toString();
        synchronized (print) {
            print.println(text);
            print.flush();
        }
    }
}
