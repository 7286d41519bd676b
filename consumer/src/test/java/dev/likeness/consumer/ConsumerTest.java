package dev.likeness.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.Likeness;
import dev.likeness.measure.Measures;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application that depends on core and models alone: it is compiled against their jars and run in a process, once on
 * the class path and once on the module path.
 */
class ConsumerTest {
    private static final Path PROJECT = Path.of("src/test/resources/project");
    private static final Path EXAMPLES = Path.of("../examples");
    private static final Path A = EXAMPLES.resolve("boat-1.png");
    private static final Path B = EXAMPLES.resolve("boat-2.png");
    private static final Path WEBP = Path.of("../core/src/test/resources/dev/likeness/picture/decoding/turned-6.webp");
    private static final String NATIVE_MODULES = "dev.likeness.core,com.microsoft.onnxruntime";

    @TempDir
    Path folder;

    /** What Maven resolves for an application; jars, or the folders of classes where only {@code mvn test} runs. */
    private static List<Path> dependencies() throws IOException {
        return Arrays.stream(
                        Files.readString(Path.of("target/class-path")).strip().split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    private static String path(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void coreBringsWhatComparingNeedsAndNoMore() throws IOException {
        Pattern version = Pattern.compile("-[0-9].*");
        List<String> names = dependencies().stream()
                .map(file -> file.endsWith("classes")
                        ? "likeness-" + file.getName(file.getNameCount() - 3)
                        : file.getFileName().toString())
                .map(name -> version.matcher(name).replaceFirst(""))
                .toList();
        System.out.println("class path of a consumer of core and models: " + names);
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "likeness-core",
                        "likeness-models",
                        "onnxruntime",
                        "imageio-bmp",
                        "imageio-core",
                        "imageio-jpeg",
                        "imageio-metadata",
                        "imageio-tiff",
                        "imageio-webp",
                        "common-image",
                        "common-io",
                        "common-lang",
                        "jackson-annotations",
                        "jackson-core",
                        "jackson-databind",
                        "slf4j-api",
                        "jspecify");
    }

    @Test
    void runsOnTheClassPath() throws IOException, InterruptedException {
        String libraries = path(dependencies());
        compile(List.of("-cp", libraries), "CompareTwo.java");
        check(
                "null",
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        folder.resolve("classes") + File.pathSeparator + libraries,
                        "org.example.consumer.CompareTwo"));
    }

    @Test
    void runsOnTheModulePath() throws IOException, InterruptedException {
        String libraries = path(dependencies());
        compile(List.of("--module-path", libraries, "-cp", folder.toString()), "module-info.java", "CompareTwo.java");
        check(
                "dev.likeness.core",
                List.of(
                        "--enable-native-access=" + NATIVE_MODULES,
                        "--module-path",
                        folder.resolve("classes") + File.pathSeparator + libraries,
                        "--module",
                        "org.example.consumer/org.example.consumer.CompareTwo"));
    }

    private void compile(List<String> options, String... sources) throws IOException {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(
                List.of("-Xlint:all", "-Werror", "-d", folder.resolve("classes").toString()));
        for (String source : sources) {
            arguments.add(PROJECT.resolve(source).toString());
        }
        Path log = folder.resolve("javac.log");
        try (var out = Files.newOutputStream(log)) {
            int code = ToolProvider.getSystemJavaCompiler().run(null, out, out, arguments.toArray(String[]::new));
            assertThat(code).as(Files.readString(log)).isZero();
        }
    }

    private void check(String module, List<String> options) throws IOException, InterruptedException {
        Map<String, String> printed = run(options);
        try (Likeness likeness = Likeness.open(Models.bundled("characters"))) {
            String score = String.valueOf(
                    likeness.compare(Picture.read(A), Picture.read(B)).score());
            assertThat(printed)
                    .containsEntry("score", score)
                    .containsEntry("stored", score)
                    .containsEntry("match", "true")
                    .containsEntry("model", "characters")
                    .containsEntry("measures", Measures.names().toString())
                    .containsEntry("module", module)
                    .containsEntry(
                            "webp",
                            String.valueOf(Arrays.hashCode(Picture.read(WEBP).rgb())));
        }
    }

    /** The lines {@code key=value} that the program prints. */
    private Map<String, String> run(List<String> options) throws IOException, InterruptedException {
        // In a file: ONNX Runtime does not start in a process with a long command line.
        Path arguments = folder.resolve("arguments");
        Files.write(arguments, options);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path out = folder.resolve("out");
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "@" + arguments,
                        A.toString(),
                        B.toString(),
                        WEBP.toString(),
                        folder.resolve("b.code").toString())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return Files.readAllLines(out).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));
    }
}
