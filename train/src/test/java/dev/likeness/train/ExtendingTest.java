package dev.likeness.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.Likeness;
import dev.likeness.data.Classes;
import dev.likeness.data.LabelledPicture;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import dev.likeness.train.recipe.Recipes;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on extending is taken at its word: its files are written, its lines put in, all compiled and trained with. */
class ExtendingTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern FILE =
            Pattern.compile("(?m)^`(train/\\S+\\.java)`\\R\\R```java\\R(.*?)^```", Pattern.DOTALL);
    private static final Pattern LINE =
            Pattern.compile("(?m)^One line in `(train/\\S+\\.java)`[^`]*\\R\\R```java\\R(.*?\\R)```", Pattern.DOTALL);
    private static final DrawnPictures.Settings DRAWN =
            new DrawnPictures.Settings(DrawingStyle.STROKES, 4, 4, 4, 32, 3);

    @TempDir
    Path folder;

    /** What a process with the extended classes runs: the page's own words. */
    public static void main(String[] arguments) throws InterruptedException {
        var recipe = Recipes.defaults()
                .with("design", "tower", "patches")
                .with("design", "head", "squared")
                .with("objective", "target", "{squared-hinge: 1}")
                .with("input", "size", "24")
                .with("schedule", "identities", "4")
                .with("selection", "ways", "4")
                .toRecipe();
        TrainingSettings settings = TrainingSettings.builder(Path.of(arguments[0]), recipe)
                .length(new Length.Steps(30))
                .threads(1)
                .build();
        new Trainer(settings, Progress.NONE, () -> false)
                .run(new Classes("drawn", DrawnPictures.inMemory(DRAWN), "hash"));
    }

    @Test
    void thePageCompilesTrainsAndCompares() throws Exception {
        String page = Files.readString(ROOT.resolve("docs/extending.md"));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<Path> sources = new ArrayList<>();
        for (Matcher file = FILE.matcher(page); file.find(); ) {
            sources.add(write(file.group(1), file.group(2)));
        }
        assertThat(sources).as("a head, a tower and a target").hasSize(3);
        for (Matcher line = LINE.matcher(page); line.find(); ) {
            String registry = Files.readString(ROOT.resolve(line.group(1)));
            assertThat(registry).containsOnlyOnce("Map.ofEntries(\n");
            sources.add(write(line.group(1), registry.replace("Map.ofEntries(\n", "Map.ofEntries(\n" + line.group(2))));
        }
        assertThat(sources).as("and a line for each").hasSize(6);
        compile(sources, classes);

        Path model = folder.resolve("model");
        Process process = start(classes, model);
        boolean ended = process.waitFor(10, TimeUnit.MINUTES); // for a process that hangs; it takes seconds
        process.destroyForcibly();
        assertThat(ended).as(() -> log()).isTrue();
        assertThat(process.exitValue()).as(() -> log()).isZero();

        try (Likeness likeness = Likeness.open(model)) {
            List<LabelledPicture> pictures = DrawnPictures.inMemory(DRAWN);
            Picture a = pictures.get(0).source().read();
            Picture b = pictures.get(1).source().read();
            assertThat(likeness.compare(a, b).score())
                    .isFinite()
                    .isEqualTo(likeness.compare(b, a).score());
        }
    }

    private Path write(String name, String source) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, source);
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
            boolean good = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(good).as(said.toString()).isTrue();
        }
    }

    /** The extended classes come first, so that they take the place of those they extend. */
    private Process start(Path classes, Path model) throws IOException {
        Path arguments = folder.resolve("arguments");
        String path = classes + System.getProperty("path.separator") + System.getProperty("java.class.path");
        Files.writeString(arguments, "-Xmx512m -cp \"" + path + "\"");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + arguments,
                        ExtendingTest.class.getName(),
                        model.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
