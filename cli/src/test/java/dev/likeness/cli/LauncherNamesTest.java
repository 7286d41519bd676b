package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.files.UserPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private static LauncherFolder clone;

    @BeforeAll
    static void layOut() throws IOException {
        clone = LauncherFolder.clone(folder.toRealPath().resolve("clone"));
        Files.copy(LauncherFolder.example("boat-1.png"), folder.resolve("a.png"));
        Files.copy(LauncherFolder.example("boat-2.png"), folder.resolve("b.png"));
        for (String name :
                List.of("valid/é/é.png", "valid/ü 日/é.png", "bytes/\udce9/\udce9.png", "bytes/\udcfc/\udce9.png")) {
            Path picture = UserPath.resolve(folder, name, "name");
            Files.createDirectories(picture.getParent());
            Files.copy(LauncherFolder.example("knot-1.png"), picture);
        }
        Files.writeString(folder.resolve("pairs.csv"), "a,b\nvalid/é/é.png,valid/ü 日/é.png\n");
    }

    @AfterAll
    static void close() throws IOException {
        clone.close();
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
        String words =
                "\"$JAVA_HOME/bin/java\" -cp \"${1%/*}/cli/target/likeness/lib/likeness-cli.jar\" dev.likeness.cli.Main ";
        Result compare = shell("LC_ALL=C", words + "compare valid/é/é.png b.png");
        assertThat(compare.code()).isEqualTo(2);
        assertThat(compare.err().lines()).hasSize(1);
        assertThat(compare.err()).contains("LC_ALL=C.UTF-8").doesNotContain("Exception");
        Result check = shell("LC_ALL=C", words + "data check valid --json");
        assertThat(check.json().get("identities").asInt()).isEqualTo(2);
        assertThat(check.json().get("unreadable")).isEmpty();
    }

    /** Runs a line of the shell in the folder, in an environment with at most a locale; $1 is the launcher. */
    private static Result shell(String locale, String line, String... more) throws Exception {
        LauncherCall call = clone.call(more).shell(line).in(folder).bare();
        if (!locale.isEmpty()) {
            call.with(locale.split("=", 2)[0], locale.split("=", 2)[1]);
        }
        return call.run();
    }
}
