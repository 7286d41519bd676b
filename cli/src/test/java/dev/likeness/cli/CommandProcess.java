package dev.likeness.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A separate Java process that runs command lines one after the other. A process has one working folder, and documented
 * commands name their files relative to it.
 */
final class CommandProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Writer commands;
    private final BufferedReader results;
    private final Path log;

    /** @param aside a folder for the files of this process, outside the working folder */
    CommandProcess(Path workingFolder, Path aside) throws IOException {
        this(workingFolder, aside, List.of());
    }

    /** @param jars added to the class path of this test */
    CommandProcess(Path workingFolder, Path aside, List<Path> jars) throws IOException {
        List<String> classPath = new ArrayList<>(List.of(System.getProperty("java.class.path")));
        jars.forEach(jar -> classPath.add(jar.toString()));
        Path arguments = aside.resolve("java-arguments"); // a file, because some systems limit a command line's length
        Files.writeString(
                arguments,
                "-Xmx1g -XX:+UseSerialGC -Dfile.encoding=UTF-8 -Djava.awt.headless=true -cp \""
                        + String.join(File.pathSeparator, classPath) + "\"");
        log = aside.resolve("standard-error.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + arguments,
                        CommandProcess.class.getName())
                .directory(workingFolder.toFile())
                .redirectError(log.toFile());
        builder.environment().put("XDG_DATA_HOME", userData(aside).toString());
        process = builder.start();
        commands = process.outputWriter(StandardCharsets.UTF_8);
        results = process.inputReader(StandardCharsets.UTF_8);
    }

    /** The folder of the user's data for the commands. */
    static Path userData(Path aside) {
        return aside.resolve("user-data");
    }

    /**
     * The program of the process: reads a JSON array of arguments from each line of standard input, and writes one line
     * with the result.
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Result result = Result.run(JSON.readValue(line, String[].class));
            answers.println(JSON.writeValueAsString(result));
            answers.flush();
        }
    }

    Result run(List<String> words) throws IOException {
        commands.write(JSON.writeValueAsString(words) + "\n");
        commands.flush();
        String line = results.readLine();
        if (line == null) {
            throw new AssertionError("the process ended at " + words + ": " + Files.readString(log));
        }
        JsonNode result = JSON.readTree(line);
        return new Result(
                result.get("code").asInt(),
                result.get("out").asText(),
                result.get("err").asText());
    }

    @Override
    public void close() throws IOException {
        commands.close();
        process.destroy();
    }
}
