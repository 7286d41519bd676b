package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.data.format.DataFormats;
import dev.likeness.progress.Progress;
import dev.likeness.train.Length;
import dev.likeness.train.RunRecord;
import dev.likeness.train.Trainer;
import dev.likeness.train.TrainingSettings;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Runs every command in the documents and in {@code --help}, in order, in a folder like a fresh clone, and compares the
 * shown output with the printed one. {@link SmallSettings} shortens long commands, and {@link ReadersFiles} provides
 * the reader's own files.
 */
@Execution(ExecutionMode.CONCURRENT) // concurrent with other classes, because its commands run in a separate process
class DocumentedCommandsTest {
    private static final String EXTENSION = "ExampleExtensionTest builds this jar, trains and evaluates with it";
    private static final String ON_CLASS_PATH =
            "java -cp 'target/likeness-extension-1.0.jar:LIKENESS/lib/*' dev.likeness.cli.Main ";

    /** Commands that are not run, with the reason. The options of commands of this program are checked nevertheless. */
    private static final Map<String, String> NOT_RUN = Map.ofEntries(
            Map.entry("mvn verify", "it runs this test"),
            Map.entry("./likeness ...", "stands for any command"),
            Map.entry("LIKENESS_BUILD=never ./likeness ...", "stands for any command"),
            Map.entry("./likeness study", "names the command"),
            Map.entry("likeness study", "names the command"),
            Map.entry("python3 scripts/additive.py", "needs PyTorch"),
            Map.entry(
                    "scripts/read-model.py characters examples/boat-1.png examples/boat-2.png examples/boat-1.png"
                            + " examples/knot-1.png",
                    "needs ONNX Runtime for Python"),
            Map.entry("scripts/resnet18-agrees.sh PYTHON", "needs torchvision"),
            Map.entry("scripts/resnet18-agrees.sh python3", "needs torchvision"),
            Map.entry("THREADS=1 scripts/heads.sh omniglot-background.zip heads 3800 1", "trains for an hour"),
            Map.entry(
                    "scripts/fine-tuning.py --coil coil20.zip --emoji emoji.zip --out tuning",
                    "needs the pictures, and trains for half an hour"),
            Map.entry("scripts/photos-data.py caltech101.zip cq100.zip photos-data", "needs the photographs"),
            Map.entry("scripts/edited-photos.py photos-data/test edited 120 9", "needs the photographs and Pillow"),
            Map.entry(
                    "./likeness models calibrate pictures --model model --domain-only",
                    "needs 200 pictures; DomainCommandLineTest runs it"),
            Map.entry(
                    "./likeness models calibrate pictures --model model --re-ranking-only",
                    "needs 20 identities; DomainCommandLineTest runs it"),
            Map.entry("mvn package", EXTENSION),
            Map.entry(
                    ON_CLASS_PATH + "train pictures --out model --tower patches --head squared --target squared-hinge",
                    EXTENSION),
            Map.entry(ON_CLASS_PATH + "evaluate pictures --measure mean-colour --protocol verification", EXTENSION));

    /** The same, by a part of the command. */
    private static final Map<String, String> NOT_RUN_WITH = Map.of(
            "resnet18.safetensors",
            "needs 45 MB of weights by torchvision; TowerWeightsTest trains with such",
            "likeness serve",
            "runs until it is stopped; ServeCommandLineTest runs it",
            "solr:",
            "needs a cluster; ClusterCommandLineTest runs it",
            "scripts/solr-proof",
            "takes minutes, and has its result in docs/proofs");

    @TempDir
    static Path folder;

    private static Path clone = Path.of("");
    private static Path model = Path.of("");
    private static CommandProcess process;

    @BeforeAll
    static void start() throws Exception {
        clone = Files.createDirectories(folder.toRealPath().resolve("clone"));
        process = new CommandProcess(clone, folder);
        layOut(List.of());
        ReadersFiles.make("pictures", clone);
        Result trained = process.run(SmallSettings.of(List.of("train", "pictures", "--out", "model")));
        assertThat(trained.code()).as(trained.err()).isZero();
        model = folder.resolve("model");
        Files.move(clone.resolve("model"), model);
    }

    @AfterAll
    static void stop() throws Exception {
        process.close();
    }

    @TestFactory
    @Execution(ExecutionMode.SAME_THREAD) // one after the other, because later commands use the files of earlier ones
    Stream<DynamicContainer> documents() throws IOException {
        List<DynamicContainer> all = new ArrayList<>();
        for (String file : Documents.markdown()) {
            List<DocumentedCommand> commands = Documents.ofMarkdown(file);
            if (!commands.isEmpty()) {
                all.add(DynamicContainer.dynamicContainer(file, tests(commands)));
            }
        }
        for (List<String> words : Documents.helps()) {
            List<DocumentedCommand> commands = Documents.ofHelp(words, 80);
            if (!commands.isEmpty()) {
                all.add(DynamicContainer.dynamicContainer(commands.get(0).document(), tests(commands)));
            }
        }
        return all.stream();
    }

    private static Stream<DynamicTest> tests(List<DocumentedCommand> commands) {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("a fresh clone", () -> layOut(commands)));
        for (DocumentedCommand command : commands) {
            String name = "line " + command.line() + ": " + command.text();
            tests.add(DynamicTest.dynamicTest(name, () -> check(command)));
        }
        return tests.stream();
    }

    /**
     * The folders of a clone, its examples, and the reader's own files as far as these commands name and do not make
     * them.
     * Help gets no such files: its examples work in a fresh clone.
     */
    private static void layOut(List<DocumentedCommand> commands) throws IOException {
        clear(clone);
        clear(Files.createDirectories(CommandProcess.userData(folder)));
        try (Stream<Path> modules = Files.list(Documents.ROOT)) {
            for (Path module : modules.filter(path -> Files.exists(path.resolve("pom.xml")))
                    .toList()) {
                Path copy = Files.createDirectories(
                        clone.resolve(module.getFileName().toString()));
                Files.copy(module.resolve("pom.xml"), copy.resolve("pom.xml"));
            }
        }
        for (String files : List.of("examples", "docs", "scripts")) {
            Path copy = Files.createDirectories(clone.resolve(files));
            try (Stream<Path> all = Files.list(Documents.ROOT.resolve(files))) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, copy.resolve(file.getFileName().toString()));
                }
            }
        }
        Files.writeString(clone.resolve(SmallSettings.RECIPE_FILE), SmallSettings.RECIPE);
        if (!commands.isEmpty() && commands.get(0).document().endsWith("--help")) {
            return;
        }
        List<String> made = commands.stream()
                .filter(DocumentedCommandsTest::isRun)
                .map(command -> command.after("--out"))
                .toList();
        for (DocumentedCommand command : commands) {
            for (String word : command.text().split("\\s+")) {
                if (ReadersFiles.has(word) && !made.contains(word)) {
                    ReadersFiles.make(word, clone);
                } else if (word.equals("model") && !made.contains(word) && !Files.exists(clone.resolve(word))) {
                    copy(model, clone.resolve(word));
                }
            }
        }
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static boolean isRun(DocumentedCommand command) {
        return !NOT_RUN.containsKey(command.text())
                && NOT_RUN_WITH.keySet().stream().noneMatch(command.text()::contains);
    }

    private static void check(DocumentedCommand command) throws Exception {
        if (!isRun(command)) {
            boolean whole = command.isOurs() && command.words().size() > 1;
            if (whole) {
                List<String> words = command.words();
                Documents.commandLine().parseArgs(words.toArray(String[]::new));
            }
            return;
        }
        assertThat(command.isOurs())
                .as("is run here or listed with a reason: %s", command)
                .isTrue();
        if (command.words().contains("--resume")) {
            begin(clone.resolve(command.after("--out")));
        }
        Result result = process.run(SmallSettings.of(command.words()));
        assertThat(result.code())
                .as("%s%n%s%n%s", command, result.out(), result.err())
                .isZero();
        String printed = result.out();
        if (!command.after(">").isEmpty()) {
            Files.writeString(clone.resolve(command.after(">")), printed);
        }
        if (!command.shown().isEmpty()) {
            assertThat(printed.lines()).containsExactlyElementsOf(command.shown());
        }
    }

    /** A run to resume: stopped after its second step. */
    private static void begin(Path out) throws Exception {
        if (Files.exists(out)) {
            clear(out);
        }
        ReadersFiles.make("pictures", clone);
        Recipe recipe = Recipes.read(clone.resolve(SmallSettings.RECIPE_FILE)).toRecipe();
        Path data = clone.resolve("pictures");
        AtomicInteger asked = new AtomicInteger();
        TrainingSettings settings = TrainingSettings.builder(out, recipe)
                .length(new Length.Steps(4))
                .threads(1)
                .record(new RunRecord(
                        data.toString(), Map.of("--steps", List.of("4"), "--threads", List.of("1")), recipe))
                .build();
        assertThat(new Trainer(settings, Progress.NONE, () -> asked.incrementAndGet() > 2).run(DataFormats.open(data)))
                .isEmpty();
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void everyReasonIsThatOfACommand() throws IOException {
        List<String> all = new ArrayList<>();
        for (String file : Documents.markdown()) {
            Documents.ofMarkdown(file).forEach(command -> all.add(command.text()));
        }
        assertThat(all).containsAll(NOT_RUN.keySet());
    }

    /** On a narrow terminal commands are continued so that they can be pasted. */
    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void helpBreaksNoCommand() {
        for (List<String> words : Documents.helps()) {
            List<String> wide = texts(words, 500);
            for (int width : new int[] {80, 120}) {
                assertThat(texts(words, width))
                        .as("%s at %d columns", words, width)
                        .isEqualTo(wide);
                assertThat(Documents.help(words, width))
                        .as("%s at %d columns", words, width)
                        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width))
                        .noneMatch(line -> line.contains("[,") || line.matches(".*--set input\\.?"));
            }
        }
    }

    private static List<String> texts(List<String> words, int width) {
        return Documents.ofHelp(words, width).stream()
                .map(DocumentedCommand::text)
                .toList();
    }

    /** Commands are found in every form of text. */
    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void commandsAreFoundInEveryForm() {
        List<String> page = List.of(
                "Say `./likeness compare a b`, or `VALUE=1 ./likeness",
                "train x`, not `likely`.",
                "",
                "    likeness models list",
                "",
                "```console",
                "$ ./likeness train x --set a=1 \\",
                "      --set b=2",
                "model in x",
                "$ mvn verify",
                "```",
                "```",
                "./likeness data check x",
                "```");

        assertThat(Documents.ofMarkdown("page", page).stream().map(DocumentedCommand::text))
                .containsExactly(
                        "./likeness compare a b",
                        "VALUE=1 ./likeness train x",
                        "likeness models list",
                        "./likeness train x --set a=1 --set b=2",
                        "mvn verify",
                        "./likeness data check x");
        assertThat(Documents.ofMarkdown("page", page).get(3).shown()).containsExactly("model in x");
        assertThat(new DocumentedCommand("page", 1, "./likeness a 'b c' \"d\" > e", List.of()).words())
                .containsExactly("a", "b c", "d");
    }
}
