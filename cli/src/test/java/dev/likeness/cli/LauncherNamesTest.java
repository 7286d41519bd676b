package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.files.UserPath;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Names of files through the launcher, in a separate process: every locale, names that are not valid UTF-8, and command
 * lines that are longer than ONNX Runtime bears. The shell makes such names as arguments: Java cannot pass their bytes.
 */
@EnabledOnOs(OS.LINUX) // macOS refuses names that are not valid UTF-8
class LauncherNamesTest {
    @TempDir
    static Path folder;

    private static Path clone;

    @BeforeAll
    static void layOut() throws IOException {
        clone = folder.toRealPath().resolve("clone");
        StartUpTest.layOut(clone);
        Path drawn = folder.resolve("drawn");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.STROKES, 1, 2, 2, 32, 3), drawn, Progress.NONE);
        List<Path> pictures = DrawnFiles.of(drawn);
        Files.copy(pictures.get(0), folder.resolve("a.png"));
        Files.copy(pictures.get(1), folder.resolve("b.png"));
        int next = 0;
        for (String name : List.of("valid/é", "valid/ü 日", "bytes/\udce9", "bytes/\udcfc")) {
            Path identity = UserPath.resolve(folder, name, "name");
            Files.createDirectories(identity);
            String ending = name.startsWith("bytes") ? "\udce9.png" : "é.png";
            Files.copy(pictures.get(next++), UserPath.resolve(identity, ending, "name"));
        }
        Files.writeString(folder.resolve("pairs.csv"), "a,b\nvalid/é/é.png,valid/ü 日/é.png\n");
    }

    /** The links, about each of which JUnit would warn as it deletes the folder. */
    @AfterAll
    static void unlink() throws IOException {
        StartUpTest.deleteAll(clone.resolve("cli/target/likeness/lib"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LC_ALL=C", "LC_ALL=POSIX", "LANG=C", "LC_ALL=xx_XX.UTF-8", "LC_ALL=C.UTF-8"})
    void anyLocaleGivesTheSameAnswer(String locale) throws Exception {
        Result check = shell(locale, "\"$1\" data check valid --json");
        assertThat(check.err()).doesNotContain("Exception");
        assertThat(check.json().get("identities").asInt()).isEqualTo(2);
        assertThat(check.json().get("singles").toString()).isEqualTo("[\"é\",\"ü 日\"]");

        Result pairs = shell(locale, "\"$1\" compare --pairs pairs.csv");
        assertThat(pairs.code()).as(pairs.err()).isZero();
        assertThat(pairs.out()).contains("valid/é/é.png,valid/ü 日/é.png,");

        Result compare = shell(locale, "\"$1\" compare 'valid/é/é.png' 'valid/ü 日/é.png' --map 'ä ö.png' --json");
        assertThat(compare.code()).as(compare.err()).isZero();
        assertThat(compare.json().get("a").asText()).isEqualTo("valid/é/é.png");
        assertThat(folder.resolve("ä ö.png")).exists();
    }

    @Test
    void namesThatAreNotUtf8StayDifferentAndAreRead() throws Exception {
        Result check = shell("LC_ALL=C.UTF-8", "\"$1\" data check bytes --json");
        assertThat(check.json().get("identities").asInt()).isEqualTo(2);
        assertThat(check.json().get("unreadable")).isEmpty();
        assertThat(check.json().get("singles").toString()).isEqualTo("[\"\\\\xE9\",\"\\\\xFC\"]");

        String arguments = "e=$(printf '\\351') u=$(printf '\\374'); ";
        Result compare = shell("", arguments + "\"$1\" compare bytes/$e/$e.png bytes/$u/$e.png");
        assertThat(compare.code()).as(compare.err()).isZero();
        Result refused = shell("", arguments + "\"$1\" compare bytes/$e/$e.png b.png --map bytes/$e/$e.png");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("bytes/\\xE9/\\xE9.png is an input of this run");
        Result absent = shell("", arguments + "\"$1\" compare bytes/$u/$u.png b.png");
        assertThat(absent.code()).isEqualTo(2);
        assertThat(absent.err().lines()).hasSize(1);
        assertThat(absent.err()).contains("bytes/\\xFC/\\xFC.png: there is no such file");
        Result json = shell("", arguments + "\"$1\" compare bytes/$e/$e.png b.png --json");
        assertThat(json.json().get("a").asText()).isEqualTo("bytes/\\xE9/\\xE9.png");
    }

    /** As long as a path may be, twice, with every kind of letter that a shell or a file of arguments takes for its own. */
    @Test
    void longCommandLinesAreAnswered() throws Exception {
        Path odd = Files.createDirectories(folder.resolve("o d'd\"#\\@$x\n\t*"));
        Files.copy(folder.resolve("a.png"), odd.resolve("-a\u001e.png"));
        String words = "long=$(printf './%.0s' $(seq 1900)); \"$1\" compare \"$long$2\" \"$long/b.png\" --json";
        Result result = shell("LC_ALL=C", words, odd.getFileName() + "/-a\u001e.png");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.json().get("a").asText()).endsWith("/o d'd\"#\\@$x\n\t*/-a\u001e.png");
    }

    @Test
    void pairsComeFromStandardInput() throws Exception {
        Result result = shell("", "printf 'a,b\\na.png,b.png\\n' | \"$1\" compare --pairs -");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("a.png,b.png,");
    }

    @Test
    void theTableOnStandardInputIsNotOverwritten() throws Exception {
        String before = Files.readString(folder.resolve("pairs.csv"));
        Result result = shell("", "\"$1\" compare --pairs - --out pairs.csv <pairs.csv");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--out pairs.csv is an input of this run (standard input");
        assertThat(folder.resolve("pairs.csv")).hasContent(before);

        Result pipe = shell("", "printf 'a,b\\na.png,b.png\\n' | \"$1\" compare --pairs /dev/stdin --out answers.csv");
        assertThat(pipe.code()).as(pipe.err()).isZero();
        assertThat(folder.resolve("answers.csv")).content().contains("a.png,b.png,");
    }

    /** A run is recorded with the place of its data. */
    @Test
    void namesThatAreNotUtf8AreResumed() throws Exception {
        String arguments = "e=$(printf '\\351'); mkdir out-$e out-$e/training; ";
        String record = "{\"data\":\"absent\",\"options\":{},\"recipe\":{}}";
        Result result = shell(
                "", arguments + "echo \"$2\" >out-$e/training/run.json; \"$1\" train --out out-$e --resume", record);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("the run in it was begun on absent, which is not there");
    }

    /** Without the launcher the arguments are lost; one line names the setting. */
    @Test
    void javaAloneNamesTheLocale() throws Exception {
        String words = "\"$0\" -cp \"${1%/*}/cli/target/likeness/lib/likeness-cli.jar\" dev.likeness.cli.Main ";
        Result compare = shell("LC_ALL=C", words + "compare valid/é/é.png b.png");
        assertThat(compare.code()).isEqualTo(2);
        assertThat(compare.err().lines()).hasSize(1);
        assertThat(compare.err()).contains("LC_ALL=C.UTF-8").doesNotContain("Exception");
        Result check = shell("LC_ALL=C", words + "data check valid --json");
        assertThat(check.json().get("identities").asInt()).isEqualTo(2);
        assertThat(check.json().get("unreadable")).isEmpty();
    }

    /** Runs words of the shell in the folder, with an environment of a locale at most; $0 is Java, $1 the launcher. */
    private static Result shell(String locale, String words, String... more) throws Exception {
        Path home = Path.of(System.getProperty("java.home"));
        List<String> command = new ArrayList<>(List.of("sh", "-c"));
        command.add(words);
        command.add(home.resolve("bin/java").toString());
        command.add(clone.resolve("likeness").toString());
        command.addAll(List.of(more));
        Path out = Files.createTempFile(clone, "out", ".txt");
        Path err = Files.createTempFile(clone, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        environment.put("PATH", path);
        environment.put("JAVA_HOME", home.toString());
        environment.put("LIKENESS_BUILD", "never");
        if (!locale.isEmpty()) {
            environment.put(locale.split("=", 2)[0], locale.split("=", 2)[1]);
        }
        Process process = builder.start();
        process.getOutputStream().close();
        int code = process.waitFor();
        return new Result(
                code,
                Files.readString(out, StandardCharsets.UTF_8),
                new String(Files.readAllBytes(err), StandardCharsets.UTF_8));
    }
}
