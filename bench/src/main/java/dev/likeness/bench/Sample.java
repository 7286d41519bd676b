package dev.likeness.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of a process.
 *
 * @param seconds of one operation
 * @param megabytes the peak of its resident memory (VmHWM)
 * @param answer its JSON line; empty if it printed none
 */
record Sample(double seconds, double megabytes, ObjectNode answer) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LOOK_EVERY_MILLIS = 20;
    private static final int TAIL = 12;

    /**
     * Runs a process to its end.
     *
     * @throws UsageException if it fails; the message has the end of what it printed
     */
    static Sample of(Side side) throws IOException, InterruptedException {
        Path output = Files.createTempFile("bench", ".out");
        Path errors = Files.createTempFile("bench", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(side.command())
                    .directory(side.folder().toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().putAll(side.environment());
            long began = System.nanoTime();
            Process process = builder.start();
            long kilobytes = 0;
            while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                kilobytes = Math.max(kilobytes, peakKilobytes(process.pid()));
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            if (process.exitValue() != 0) {
                throw new UsageException(String.join(" ", side.command()) + "\nended with " + process.exitValue()
                        + ":\n" + tail(errors) + tail(output));
            }
            ObjectNode answer = answer(Files.readAllLines(output));
            JsonNode each = answer.path("seconds");
            return new Sample(
                    each.isNumber() ? each.asDouble() : seconds / side.operations(), kilobytes / 1024.0, answer);
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    private static String tail(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size())) + "\n";
    }

    /** The last line that is a JSON object. */
    private static ObjectNode answer(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).startsWith("{")) {
                try {
                    if (JSON.readTree(lines.get(i)) instanceof ObjectNode object) {
                        return object;
                    }
                } catch (JsonProcessingException e) {
                    continue; // another line that starts with a brace
                }
            }
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** VmHWM of a process; 0 where the system does not tell it or the process has ended. */
    private static long peakKilobytes(long process) throws IOException {
        List<String> lines = new ArrayList<>();
        try {
            lines.addAll(Files.readAllLines(Path.of("/proc/" + process + "/status")));
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            return 0; // it ended while it was read
        }
        return lines.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
