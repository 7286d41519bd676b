package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the library logs for operators is there for those who ask, and nothing of it reaches others. */
class OperatorLogTest {
    private static final Path EXAMPLES =
            Path.of("..", "examples").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void modelsAndRefusedPicturesAreLoggedOnRequest() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        Path a = EXAMPLES.resolve("boat-1.png");

        assertThat(standardError("debug", a, EXAMPLES.resolve("boat-2.png")))
                .contains("INFO LearnedMeasure - opened model characters (sha256 ")
                .contains("INFO LearnedMeasure - closed model characters (sha256 ");
        assertThat(standardError("debug", a, broken))
                .contains("DEBUG Picture - refused a picture: " + broken)
                .containsOnlyOnce("refused a picture");
    }

    @Test
    void nothingIsLoggedOtherwise() throws Exception {
        assertThat(standardError("", EXAMPLES.resolve("boat-1.png"), EXAMPLES.resolve("boat-2.png")))
                .isEmpty();
    }

    private String standardError(String level, Path a, Path b) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseSerialGC", "-Djava.awt.headless=true"));
        if (!level.isEmpty()) {
            options.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=" + level);
        }
        options.add("-cp \"" + System.getProperty("java.class.path") + "\"");
        Path arguments = folder.resolve("java-arguments"); // ONNX Runtime does not start under a long command line
        Files.write(arguments, options);
        Path log = folder.resolve("standard-error.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + arguments,
                        Main.class.getName(),
                        "compare",
                        a.toString(),
                        b.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(log.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return Files.readString(log, StandardCharsets.UTF_8);
    }
}
