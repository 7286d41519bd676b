package dev.likeness.cli;

import static dev.likeness.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.cli.command.CompareCommand;
import dev.likeness.cli.command.DataCommand;
import dev.likeness.cli.command.EvaluateCommand;
import dev.likeness.cli.command.ModelsCommand;
import dev.likeness.cli.command.StudyCommand;
import dev.likeness.cli.command.TrainCommand;
import dev.likeness.cli.gallery.DuplicatesCommand;
import dev.likeness.cli.gallery.EncodeCommand;
import dev.likeness.cli.gallery.GalleryCommand;
import dev.likeness.cli.gallery.SearchCommand;
import dev.likeness.cli.option.RunFiles;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** No output of any command overwrites an input of the same run: exit code 2, and every file is unchanged. */
@DisabledOnOs(OS.WINDOWS) // links need special rights there
class OutputsCommandLineTest {
    @TempDir
    Path folder;

    @BeforeEach
    void draw() throws IOException {
        Path data = folder.resolve("drawn");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.STROKES, 2, 2, 3, 32, 3), data, Progress.NONE);
        List<Path> files = DrawnFiles.of(data);
        Files.copy(files.get(0), folder.resolve("a.png"));
        Files.copy(files.get(1), folder.resolve("b.png"));
        Files.writeString(folder.resolve("pairs.csv"), "a,b,label\na.png,b.png,1\n");
        Files.writeString(folder.resolve("recipe.yaml"), "input: {size: 24}\n");
        Files.createDirectories(folder.resolve("model"));
        Files.writeString(folder.resolve("model/model.json"), "{}");
        Files.writeString(folder.resolve("weights.safetensors"), "none");
        Files.createDirectories(folder.resolve("beside"));
    }

    /** A command whose last argument is the output; the first column names its input. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.png | compare a.png b.png --map",
                "b.png | compare a.png b.png --map",
                "model/model.json | compare a.png b.png --model model --map",
                "pairs.csv | compare --pairs pairs.csv --out",
                "a.png | compare --pairs pairs.csv --out",
                "b.png | compare --pairs pairs.csv --out",
                "model/model.json | compare --pairs pairs.csv --model model --out",
                "a.png | data views a.png --out",
                "drawn | data patches drawn --out",
                "pairs.csv | data patches pairs.csv --out",
                "drawn | evaluate drawn --measure pixels --protocol retrieval --out",
                "pairs.csv | evaluate pairs.csv --measure pixels --protocol retrieval --out",
                "model/model.json | evaluate drawn --model model --protocol retrieval --out",
                "drawn | train drawn --out",
                "pairs.csv | train pairs.csv --out",
                "recipe.yaml | train drawn --recipe recipe.yaml --out",
                "weights.safetensors | train drawn --tower resnet18 --tower-weights weights.safetensors --out",
                "drawn | study drawn --out",
                "recipe.yaml | study drawn --recipe recipe.yaml --out",
                "drawn | models calibrate drawn --model model --out",
                "model | models calibrate drawn --model model --out",
            })
    void anInputIsNeverOverwritten(String line) throws IOException {
        String[] parts = line.split(" \\| ", 2);
        Path input = folder.resolve(parts[0]);
        Path hard = folder.resolve("beside/hard.link");
        if (Files.isRegularFile(input)) {
            Files.createLink(hard, input);
        }
        Files.createSymbolicLink(folder.resolve("beside/soft.link"), input);
        List<String> spellings = new ArrayList<>(List.of(
                input.toString(),
                input.getParent() + "/./" + input.getFileName(),
                folder + "/beside/../" + parts[0],
                folder + "/beside/soft.link"));
        if (Files.exists(hard)) {
            spellings.add(hard.toString());
        } else {
            spellings.add(input + "/new");
            spellings.add(folder + "/beside/soft.link/new");
            spellings.add(folder.toString());
        }
        Map<String, String> before = contents();
        for (String spelling : spellings) {
            List<String> words = new ArrayList<>();
            for (String word : parts[1].split(" ")) {
                Path file = folder.resolve(word);
                words.add(Files.exists(file) ? file.toString() : word);
            }
            words.add(spelling);
            Result result = run(words.toArray(String[]::new));
            assertThat(result.code()).as("%s: %s", words, result.err()).isEqualTo(2);
            assertThat(result.err())
                    .as("%s", words)
                    .containsAnyOf(" an input of this run (", "is a picture, which would be replaced");
            assertThat(result.err().strip().lines()).hasSize(1);
            assertThat(contents()).as("%s", words).isEqualTo(before);
        }
    }

    /** Pictures that a table or a gallery names, or that have nothing to do with the run: a table never replaces one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evaluate pairs.csv --measure pixels --protocol retrieval --out a.png",
                "duplicates drawn --csv a.png",
                "encode drawn --out a.png"
            })
    void noPictureIsReplacedBySomethingElse(String line) throws IOException {
        Map<String, String> before = contents();
        Result result = run(resolved(line));
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains("is a picture, which would be replaced");
        assertThat(contents()).isEqualTo(before);
    }

    private String[] resolved(String line) {
        return Arrays.stream(line.split(" "))
                .map(word -> Files.exists(folder.resolve(word))
                        ? folder.resolve(word).toString()
                        : word)
                .toArray(String[]::new);
    }

    @Test
    void aPipeIsNotReplacedAndALinkStays() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Result refused = run("compare", folder + "/a.png", folder + "/b.png", "--map", pipe.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("is a device or a pipe");
        assertThat(Files.exists(pipe) && !Files.isRegularFile(pipe)).isTrue();

        Path target = folder.resolve("beside/answers.csv");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("beside", "answers.csv"));
        for (int run = 0; run < 2; run++) { // without its target, then with it
            assertThat(run("compare", "--pairs", folder + "/pairs.csv", "--out", link.toString())
                            .code())
                    .isZero();
            assertThat(link).isSymbolicLink();
            assertThat(target).content().contains("score");
        }
    }

    @Test
    void anArgumentFileIsNotOverwritten() throws IOException {
        Path arguments = folder.resolve("arguments");
        Files.writeString(arguments, folder + "/a.png\n" + folder + "/b.png\n");
        Result result = run("compare", "@" + arguments, "--map", arguments.toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(" an input of this run (the argument file ");
        assertThat(arguments).content().startsWith(folder.toString());
        Result ofFolder = run("compare", "@" + folder);
        assertThat(ofFolder.code()).isEqualTo(2);
        assertThat(ofFolder.err().strip().lines()).hasSize(1);
        assertThat(ofFolder.err()).contains("the argument file cannot be read, it is a folder");
    }

    /** The table beside --out, and an argument file that another one names. */
    @Test
    void anArgumentFileIsNotOverwrittenByWhatIsBesideAnOutput() throws IOException {
        Path inner = Files.writeString(folder.resolve("inner.csv"), folder + "/a.png\n" + folder + "/b.png\n");
        Path outer = Files.writeString(folder.resolve("outer.csv"), "@" + inner + "\n");
        Files.createSymbolicLink(folder.resolve("link.csv"), outer);
        Files.createLink(folder.resolve("hard.csv"), inner);
        Map<String, String> before = contents();
        for (String name : List.of("inner", "outer", "link", "hard", "beside/../inner")) {
            Result result = run("encode", "@" + outer, "--out", folder + "/" + name + ".npy");
            assertThat(result.code()).as(name).isEqualTo(2);
            assertThat(result.err())
                    .startsWith("likeness: the file of paths beside --out " + folder)
                    .contains(" an input of this run (the argument file ");
            assertThat(contents()).as(name).isEqualTo(before);
        }
        Result map = run("compare", "@" + outer, "--map", inner.toString());
        assertThat(map.err()).contains(" an input of this run (the argument file " + inner);
        assertThat(contents()).isEqualTo(before);
        Path words = Files.writeString(folder.resolve("sheet-pages"), folder + "/drawn\n");
        Result pages = run("duplicates", "@" + words, "--html", folder + "/sheet.html");
        assertThat(pages.err()).contains("the folder of pages beside --html", "(the argument file ");
        Path marks = Files.writeString(folder.resolve("g.csv"), "--gallery " + folder + "/gallery\n");
        Result export = run("gallery", "export", "@" + marks, "--out", folder + "/g.npy");
        assertThat(export.code()).isEqualTo(2);
        assertThat(export.err()).contains("the file of paths beside --out", "(the argument file ");
        assertThat(marks).content().startsWith("--gallery");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "encode a.png --out same.npy",
                "encode a.png --out hard.npy",
                "encode a.png --out cycle.npy",
                "gallery export --out o/x.npy --marks o/x.csv",
                "gallery export --out o/x.npy --marks linked/x.csv",
                "gallery export --out new.npy --marks to-new.csv",
                "gallery export --codes o/codes --marks o/codes/x.csv",
                "gallery export --codes o --out o/x.npy",
                "duplicates drawn --html o/x.html --links o/x-pages",
                "duplicates drawn --html o/x.html --csv o/x-pages/2.html",
                "duplicates drawn --csv o/x --script linked/x",
                "duplicates drawn --links o --script o/x",
            })
    void outputsAreDifferentFilesAlsoThoseBesideThem(String line) throws IOException {
        Path same = Files.writeString(folder.resolve("same.npy"), "old");
        Files.createSymbolicLink(folder.resolve("same.csv"), same);
        Path hard = Files.writeString(folder.resolve("hard.npy"), "old");
        Files.createLink(folder.resolve("hard.csv"), hard);
        Files.createSymbolicLink(folder.resolve("cycle.npy"), Path.of("cycle.csv")); // no file yet
        Files.createSymbolicLink(folder.resolve("to-new.csv"), Path.of("new.npy"));
        Files.createDirectories(folder.resolve("o"));
        Files.createSymbolicLink(folder.resolve("linked"), Path.of("o"));
        Map<String, String> before = contents();
        String[] words = Arrays.stream(line.split(" "))
                .map(word -> word.matches("(encode|gallery|export|duplicates|--.*)") ? word : folder + "/" + word)
                .toArray(String[]::new);
        Result result = run(words);
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).containsAnyOf("are the same file", "lies in another output");
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(contents()).isEqualTo(before);
    }

    /** Writing follows a link to a file that does not exist yet. */
    @Test
    void aLinkIntoAnInputIsNotFollowed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("drawn/new.csv"));
        Result result = run("duplicates", folder + "/drawn", "--csv", link.toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("lies in an input of this run");
        assertThat(folder.resolve("drawn/new.csv")).doesNotExist();
    }

    @Test
    void anAbsentArgumentFileIsNamed() throws IOException {
        for (String line :
                List.of("compare @nope.txt", "encode @nope.txt --out v.npy", "models @nope.txt", "@nope.txt")) {
            Result result = run(line.split(" "));
            assertThat(result.code()).as(line).isEqualTo(2);
            assertThat(result.err())
                    .as(line)
                    .startsWith("likeness: @nope.txt: there is no such argument file nope.txt;")
                    .hasLineCount(1);
        }
        Path file = folder.resolve("@a.png"); // a name, not an argument file
        Files.copy(folder.resolve("a.png"), file);
        assertThat(run("compare", file.toString(), file.toString()).code()).isZero();
        assertThat(run("evaluate", folder + "/drawn", "--measure", "pixels", "--leave-out", "@eaDir")
                        .err())
                .doesNotContain("argument file");
    }

    @Test
    void twoOutputsAreNotTheSameFile() {
        Result result = run("duplicates", folder + "/drawn", "--csv", folder + "/o", "--html", folder + "/./o");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("choose two files");
        assertThat(folder.resolve("o")).doesNotExist();
    }

    /** The column names of a table of answers stay unique when it is compared again as a table of pairs. */
    @Test
    void answersCanBePairsAgain() throws IOException {
        Path pairs = folder.resolve("pairs.csv");
        for (int round = 1; round <= 4; round++) {
            Path answers = folder.resolve("answers" + round + ".csv");
            Result result = run("compare", "--pairs", pairs.toString(), "--out", answers.toString());
            assertThat(result.code()).as(result.err()).isZero();
            String[] header = Files.readAllLines(answers).get(0).split(",");
            assertThat(header).doesNotHaveDuplicates();
            pairs = answers;
        }
    }

    @Test
    void notesAreNotOverwrittenByTheCard() {
        Result result = run("models", "note", folder + "/model", folder + "/model/model.json");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("an input of this run");
    }

    @Test
    void anOutputOfAnEarlierRunIsReplaced() throws Exception {
        Path map = folder.resolve("map.png");
        String[] compare = {"compare", folder + "/a.png", folder + "/b.png", "--map", map.toString()};
        assertThat(run(compare).code()).isZero();
        assertThat(run(compare).code()).isZero();
        Path answers = folder.resolve("answers.csv");
        String[] pairs = {"compare", "--pairs", folder + "/pairs.csv", "--out", answers.toString()};
        assertThat(run(pairs).code()).isZero();
        assertThat(run(pairs).code()).isZero();
        assertThat(Files.readString(answers)).startsWith("a,b,score");
    }

    /** Every option of a new command with the label FILE or DIR must be an input or marked as an output. */
    @Test
    void everyOptionThatNamesFilesIsAnInputOrAnOutput() {
        List<String> outputs = new ArrayList<>();
        for (Object command : List.of(
                new CompareCommand(),
                new TrainCommand(),
                new EvaluateCommand(),
                new StudyCommand(),
                new ModelsCommand(),
                new DataCommand(),
                new DuplicatesCommand(),
                new SearchCommand(),
                new EncodeCommand(),
                new GalleryCommand())) {
            collect(new CommandLine(command), outputs);
        }
        assertThat(outputs)
                .containsExactlyInAnyOrder(
                        "compare --map",
                        "compare --out",
                        "evaluate --out",
                        "train --out",
                        "study --out",
                        "calibrate --out",
                        "draw --out",
                        "patches --out",
                        "views --out",
                        "duplicates --html",
                        "duplicates --csv",
                        "duplicates --links",
                        "duplicates --script",
                        "search --map",
                        "encode --out",
                        "duplicates --html", // of gallery, as the next ones
                        "duplicates --csv",
                        "duplicates --links",
                        "duplicates --script",
                        "search --map",
                        "export --out",
                        "export --marks",
                        "export --codes",
                        "copy --to");
    }

    private static void collect(CommandLine command, List<String> outputs) {
        for (ArgSpec arg : command.getCommandSpec().args()) {
            String name = command.getCommandName() + " "
                    + (arg.isOption() ? arg.toString().split(" ")[0] : arg.paramLabel());
            boolean named =
                    arg.paramLabel().contains("FILE") || arg.paramLabel().contains("DIR");
            assertThat(RunFiles.isInput(arg) || RunFiles.isOutput(arg))
                    .as(name)
                    .isEqualTo(named || arg.type() == Path.class);
            if (arg.isOption() && (name.endsWith("--out") || name.endsWith("--map"))) {
                assertThat(RunFiles.isOutput(arg)).as(name).isTrue();
            }
            if (RunFiles.isOutput(arg)) {
                outputs.add(command.getCommandName() + " " + ((CommandLine.Model.OptionSpec) arg).longestName());
            }
        }
        command.getSubcommands().values().forEach(sub -> collect(sub, outputs));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compare|@|b.png",
                "compare|a.png|b.png|--map|@",
                "compare|--pairs|@",
                "compare|--pairs|p.csv|--out|@",
                "compare|a.png|b.png|--model|@",
                "train|@|--out|m",
                "train|d|--out|@",
                "train|d|--out|m|--recipe|@",
                "train|d|--out|m|--from|@",
                "study|@|--out|s",
                "study|d|--out|@",
                "evaluate|@|--protocol|retrieval",
                "data|check|@",
                "data|draw|--out|@",
                "data|views|@|--out|v.png",
                "models|show|@",
                "models|note|@|n.yaml",
                "models|calibrate|d|--model|@",
                "duplicates|@",
                "duplicates|d|--against|@",
                "search|@|d",
                "encode|d|--out|@",
                "gallery|add|@",
                "gallery|info|--gallery|@",
                "gallery|mark|a.png|@|same"
            })
    void anEmptyPathAndNulAreReported(String line) {
        for (Map.Entry<String, String> bad : Map.of("", "empty", "a\0b", "NUL").entrySet()) {
            String[] words = Arrays.stream(line.split("\\|"))
                    .map(word -> word.equals("@") ? bad.getKey() : word)
                    .toArray(String[]::new);
            Result result = run(words);
            assertThat(result.code()).as("%s: %s", line, result.err()).isEqualTo(2);
            assertThat(result.err().strip().lines()).hasSize(1);
            assertThat(result.err()).as(line).contains(bad.getValue()).doesNotContain("Exception");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--labels", "--split"})
    void anEmptyWordIsNotTakenForNone(String option) {
        Result result = run("data", "check", folder + "/drawn", option, "");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(option + " is empty");
    }

    @Test
    void theCauseIsStatedOnce() throws IOException {
        assertThat(run("compare", "--pairs", folder + "/nope.csv").err().strip())
                .isEqualTo("likeness: " + folder
                        + "/nope.csv: the pairs cannot be read (there is no such file or folder); check the path"
                        + " and the permissions of the file");
        assertThat(run("train", folder + "/drawn", "--out", "m", "--recipe", folder + "/no.yaml")
                        .err())
                .containsOnlyOnce("no.yaml")
                .contains("there is no such file");
    }

    @Test
    void argumentsComeFromAFile() throws IOException {
        Path arguments = folder.resolve("arguments");
        Files.writeString(arguments, "# two pictures\n\"" + folder + "/a.png\"\n" + folder + "/b.png\n");
        assertThat(run("compare", "@" + arguments)).isEqualTo(run("compare", folder + "/a.png", folder + "/b.png"));
    }

    @Test
    void argumentFilesTakeNamesAsTheyAre() throws IOException {
        Path odd = Files.copy(folder.resolve("b.png"), folder.resolve("Ann's  #1 \"b.png"));
        Result expected = run("compare", folder + "/a.png", odd.toString(), "--json");
        assertThat(expected.code()).isZero();
        Path arguments = folder.resolve("arguments");
        Path inner = Files.writeString(folder.resolve("inner"), odd + "\r\n  # nothing\r\n--json");
        Files.writeString(arguments, "\ufeff" + folder + "/a.png  # the first\n@" + inner + "\n\n");
        assertThat(run("compare", "@" + arguments)).isEqualTo(expected);
        Files.writeString(arguments, "compare '" + folder + "/a.png'\t\"" + folder + "/b.png\" --json");
        assertThat(run("@" + arguments)).isEqualTo(run("compare", folder + "/a.png", folder + "/b.png", "--json"));
        Files.writeString(arguments, "a'b @" + arguments);
        Result cycle = run("compare", "@" + arguments);
        assertThat(cycle.code()).isEqualTo(2);
        assertThat(cycle.err()).contains("it contains itself");
        Result endless = run("compare", "@/dev/zero");
        assertThat(endless.code()).isEqualTo(2);
        assertThat(endless.err()).contains("cannot be read, it is too long");
        assertThat(run("compare", "@@x", folder + "/b.png").err()).contains("@x: there is no such file");
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                contents.put(
                        file.toString(),
                        Files.isRegularFile(file) ? Arrays.hashCode(Files.readAllBytes(file)) + "" : "folder");
            }
        }
        return contents;
    }
}
