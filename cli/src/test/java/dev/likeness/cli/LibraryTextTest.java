package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No source of a library names what only the command line has: its options, its commands, its environment. */
class LibraryTextTest {
    private static final Path ROOT = Path.of("..");

    /** The programs: the command line, and the fuzz targets, benchmarks and jobs on Spark, which have their own options. */
    private static final Set<String> PROGRAMS = Set.of("bench", "cli", "fuzz", "spark");

    /** Lines that may name them, as {@code path: line}. Keep it empty: give the exception a remedy instead. */
    private static final Set<String> EXCEPTIONS = Set.of();

    private static final Pattern COMMAND_LINE = Pattern.compile(
            "(?<![\\w-])--(?!enable-native-access|add-modules)[a-z][a-z-]+" // an option, not of Java
                    + "|\"--\"" // an option whose name is appended
                    + "|\\./likeness\\b" // the launcher
                    + "|\\blikeness (compare|train|evaluate|study|models|data|duplicates|search|encode|gallery|serve)\\b"
                    + "|\\bmodels (list|show|check|calibrate|time|note)\\b"
                    + "|\\bdata (check|draw|patches|views)\\b"
                    + "|\\bLIKENESS_[A-Z]|\\bLC_ALL\\b|\\bgetenv\\b"); // an environment variable

    private static List<String> libraries() throws IOException {
        return Pattern.compile("<module>([\\w-]+)</module>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .filter(module -> !PROGRAMS.contains(module))
                .filter(module -> Files.isDirectory(ROOT.resolve(module).resolve("src/main"))) // else only tests
                .toList();
    }

    private static List<String> found(String name, String text) {
        List<String> found = new ArrayList<>();
        for (String line : text.lines().toList()) {
            COMMAND_LINE.matcher(line).results().map(MatchResult::group).forEach(match -> {
                String place = name + ": " + line.strip();
                if (!EXCEPTIONS.contains(place)) {
                    found.add(place);
                }
            });
        }
        return found;
    }

    @Test
    void noLibraryNamesTheCommandLine() throws IOException {
        List<String> modules = libraries();
        assertThat(modules)
                .contains("core", "data", "models", "classic", "heif", "train", "study", "gallery", "server");
        List<String> all = new ArrayList<>();
        int read = 0;
        for (String module : modules) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
                for (Path file : files.filter(LibraryTextTest::isRead).sorted().toList()) {
                    all.addAll(found(ROOT.relativize(file).toString(), Files.readString(file)));
                    read++;
                }
            }
        }
        assertThat(read).isGreaterThan(200);
        assertThat(all).isEmpty();
    }

    private static boolean isRead(Path file) {
        String name = file.toString();
        return name.endsWith(".java") || name.endsWith(".yaml");
    }

    @Test
    void namesOfTheCommandLineAreFound() {
        for (String line : List.of(
                "\"; choose another --out\"",
                "\"--\" + unit",
                "use ./likeness",
                "'likeness data check DATA' lists all",
                "with 'models calibrate'",
                "draw some with data draw",
                "raise LIKENESS_PICTURE_SIDE",
                "such as LC_ALL=C.UTF-8",
                "System.getenv()")) {
            assertThat(found("X.java", line)).as(line).isNotEmpty();
        }
        assertThat(found("X.java", "java --add-modules ALL-MODULE-PATH")).isEmpty();
        assertThat(found("X.java", "for (int i = n; i --> 0;) { i--; }")).isEmpty();
    }
}
