package dev.likeness.picture.decoding;

import dev.likeness.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of their own that decode pictures: libwebp is loaded once in each. */
final class WebpPrograms {
    private WebpPrograms() {}

    /** What a program wrote, and its exit code. */
    record Outcome(int code, String out, String err) {}

    /** Prints of each file the hash of its pixels, or why it was refused. */
    public static void main(String[] files) {
        for (String file : files) {
            try {
                System.out.println(
                        java.util.Arrays.hashCode(Picture.read(Path.of(file)).rgb()));
            } catch (dev.likeness.error.InputException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /** A program that was started, and will decode files. */
    static final class Running {
        private final Process process;
        private final Path out;
        private final Path err;

        Running(Path folder, List<String> options, Path... files) throws IOException {
            out = Files.createTempFile(folder, "program", ".out");
            err = Files.createTempFile(folder, "program", ".err");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.awt.headless=true"));
            command.addAll(options);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), WebpPrograms.class.getName()));
            for (Path file : files) {
                command.add(file.toString());
            }
            process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        }

        Outcome outcome() throws IOException, InterruptedException {
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("the program does not end");
            }
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }
}
