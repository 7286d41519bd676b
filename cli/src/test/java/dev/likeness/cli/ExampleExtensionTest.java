package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Builds the jar of {@code examples/extension}, then trains and evaluates with it on the class path. This process does not
 * have the jar: it compares with the model, and is refused when it trains from it.
 */
@Execution(ExecutionMode.CONCURRENT) // with other classes: the jar is on the class path of a separate process only
class ExampleExtensionTest {
    private static final Path PAGE = Documents.ROOT.resolve("docs/extending.md");
    private static final Path EXAMPLE = Documents.ROOT.resolve("examples/extension");
    private static final Pattern FILE =
            Pattern.compile("(?m)^`(examples/extension/\\S+)`\\R\\R```\\w+\\R(.*?)^```$", Pattern.DOTALL);

    @TempDir
    static Path folder;

    private static Path data = Path.of("");
    private static Path model = Path.of("");
    private static CommandProcess withJar;

    @BeforeAll
    static void train() throws Exception {
        withJar = new CommandProcess(folder, folder, List.of(jar()));
        data = folder.resolve("pictures");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.STROKES, 6, 4, 4, 32, 3), data, Progress.NONE);
        Path recipe = Files.writeString(folder.resolve("recipe.yaml"), SmallSettings.RECIPE);
        model = folder.resolve("model");
        Result trained = withJar.run(List.of(
                "train",
                data.toString(),
                "--out=" + model,
                "--tower=patches",
                "--head=squared",
                "--target=squared-hinge",
                "--recipe=" + recipe,
                "--steps=8",
                "--threads=1"));
        assertThat(trained.code()).as(trained.err()).isZero();
    }

    @AfterAll
    static void stop() throws Exception {
        withJar.close();
    }

    private static Path jar() throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        try (Stream<Path> sources = Files.walk(EXAMPLE.resolve("src/main/java"))) {
            compile(sources.filter(Files::isRegularFile).toList(), classes);
        }
        Path jar = folder.resolve("likeness-extension-1.0.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            add(classes, zip);
            add(EXAMPLE.resolve("src/main/resources"), zip);
        }
        return jar;
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "--release=17",
                    "-Werror",
                    "-Xlint:all,-classfile,-processing",
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    private static void add(Path root, ZipOutputStream zip) throws IOException {
        for (Path file : files(root)) {
            zip.putNextEntry(new ZipEntry(root.relativize(file).toString().replace('\\', '/')));
            zip.write(Files.readAllBytes(file));
            zip.closeEntry();
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void thePageShowsExactlyTheFiles() throws IOException {
        String page = Files.readString(PAGE);
        List<Path> shown = new ArrayList<>();
        for (Matcher file = FILE.matcher(page); file.find(); ) {
            Path path = Documents.ROOT.resolve(file.group(1));
            assertThat(Files.readString(path)).as(file.group(1)).isEqualTo(file.group(2));
            shown.add(path);
        }
        List<Path> sources = new ArrayList<>(files(EXAMPLE.resolve("src")));
        sources.add(EXAMPLE.resolve("pom.xml"));
        assertThat(shown).containsExactlyInAnyOrderElementsOf(sources);
    }

    @Test
    void theJarsPartsAreTrained() throws IOException {
        JsonNode design = new ObjectMapper()
                .readTree(model.resolve("model.json").toFile())
                .get("design");
        assertThat(design.get("tower").asText()).isEqualTo("patches");
        assertThat(design.get("head").asText()).isEqualTo("squared");
    }

    @Test
    void theJarsMeasureIsEvaluatedAndListed() throws Exception {
        Result evaluated = withJar.run(List.of(
                "evaluate",
                data.toString(),
                "--measure=mean-colour",
                "--protocol=verification",
                "--pairs=100",
                "--json"));
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated.json().get("measure").asText()).isEqualTo("mean-colour");
        assertThat(withJar.run(List.of("evaluate", "--help")).out()).contains("mean-colour");
    }

    @Test
    void theJarsMeasureComparesAndIsCalibrated() throws Exception {
        String a = Documents.ROOT.resolve("examples/boat-1.png").toString();
        List<String> compare = List.of("compare", a, a, "--measure=mean-colour");
        Result scored = withJar.run(compare);
        assertThat(scored.code()).as(scored.err()).isZero();
        assertThat(scored.out()).startsWith("no verdict: score ");
        assertThat(scored.err()).contains("it was not calibrated", "models calibrate DATA --measure mean-colour");

        String own = folder.resolve("measures.json").toString();
        Result calibrated = withJar.run(
                List.of("models", "calibrate", data.toString(), "--measure=mean-colour", "--out", own, "--pairs=100"));
        assertThat(calibrated.code()).as(calibrated.err()).isZero();
        Result now = withJar.run(List.of("compare", a, a, "--measure=mean-colour", "--calibration", own));
        assertThat(now.code()).as(now.err()).isZero();
        String expected = calibrated.out().contains("no threshold") ? "no verdict: score " : "match: probability ";
        assertThat(now.out()).startsWith(expected);
    }

    @Test
    void comparingNeedsNoJar() throws Exception {
        String a = Documents.ROOT.resolve("examples/boat-1.png").toString();
        String b = Documents.ROOT.resolve("examples/boat-2.png").toString();
        Result without = Result.run("compare", a, b, "--model", model.toString(), "--json");
        assertThat(without.code()).as(without.err()).isZero();
        double score = without.json().get("score").asDouble();
        Result with = withJar.run(List.of("compare", a, b, "--model", model.toString(), "--json"));
        assertThat(with.json().get("score").asDouble()).isEqualTo(score);
    }

    @Test
    void trainingFromTheModelNeedsTheJar() {
        Result refused = Result.run(
                "train", data.toString(), "--out", folder.resolve("more").toString(), "--from", model.toString());
        assertMissing(refused);
        assertThat(folder.resolve("more")).doesNotExist();
    }

    @Test
    void resumingNeedsTheJar() throws Exception {
        Path begun = Files.createDirectories(folder.resolve("begun/training"));
        ObjectMapper json = new ObjectMapper();
        JsonNode recipe = json.readTree(model.resolve("model.json").toFile())
                .get("provenance")
                .get("recipe");
        ObjectNode record = json.createObjectNode().put("data", data.toString());
        record.putObject("options").putArray("--steps").add("8");
        record.set("recipe", recipe);
        json.writeValue(begun.resolve("run.json").toFile(), record);
        assertMissing(Result.run("train", "--out", folder.resolve("begun").toString(), "--resume"));
    }

    private static void assertMissing(Result refused) {
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("there is no tower 'patches'; choose one of contrast, plain, residual, resnet18, separable")
                .contains("a tower from another jar is found only if its jar is on the class path");
    }
}
