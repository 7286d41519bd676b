package dev.likeness.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import java.io.EOFException;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserPathTest {
    @TempDir
    Path folder;

    @Test
    void plainTextBecomesItsPath() {
        assertThat(UserPath.of("a/./b c.png", "--out")).isEqualTo(Path.of("a/./b c.png"));
        assertThat(UserPath.resolve(folder, "x/y.png", "column a")).isEqualTo(folder.resolve("x/y.png"));
        assertThat(UserPath.text(Path.of("a/b.png"))).isEqualTo("a/b.png");
    }

    @Test
    void anEmptyPathIsReportedAsEmpty() {
        assertThatThrownBy(() -> UserPath.of("", "--model"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("--model is empty");
    }

    @Test
    void nulIsReported() {
        assertThatThrownBy(() -> UserPath.of("a\0.png", "row 3, column a"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("row 3, column a")
                .hasMessageContaining("NUL")
                .hasMessageContaining("a\\u0000.png");
    }

    @Test
    void aReplacementCharacterWithoutAFileIsRefused() throws Exception {
        assertThatThrownBy(() -> UserPath.resolve(folder, "\ufffd.png", "B"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("start Java in a UTF-8 locale");
        Files.createFile(folder.resolve("\ufffd.png"));
        assertThat(UserPath.resolve(folder, "\ufffd.png", "B")).exists();
    }

    /** Files whose names are single invalid bytes stay different, and can be opened by their text. */
    @Test
    void bytesThatAreNotUtf8AreKept() throws Exception {
        assumeUnix();
        Set<String> texts = new TreeSet<>();
        for (int letter : List.of(0xe9, 0xfc, 0xff, 0x80)) {
            byte[] name = {'a', (byte) letter, '.', 'p', 'n', 'g'};
            Path file = UserPath.resolve(folder, UserPath.decode(name), "A");
            Files.write(file, name);
            assertThat(Files.readAllBytes(file)).isEqualTo(name);
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> texts.add(UserPath.text(folder.relativize(file))));
        }
        assertThat(texts).containsExactly("a\\x80.png", "a\\xE9.png", "a\\xFC.png", "a\\xFF.png");
    }

    /** A name that contains the text of a byte differs from the name with the byte. */
    @Test
    void textIsConvertedBackToItsPath() throws Exception {
        assumeUnix();
        List<String> names = List.of("\\xE9", "\udce9", "\\x5CxE9", "\ufffd", "\\", "a\\xbc", "🐦\udc80", "é\n");
        Set<String> texts = new TreeSet<>();
        for (String name : names) {
            Path file = folder.resolve("sub/" + (name.equals("\ufffd") ? name : "x"))
                    .resolveSibling(name.equals("\ufffd") ? Path.of(name) : UserPath.of(name, "A"));
            Files.createDirectories(file.getParent());
            Files.writeString(file, name.replace('\udce9', 'E').replace('\udc80', '8'));
            String text = UserPath.text(folder.relativize(file));
            assertThat(Files.isSameFile(UserPath.ofText(folder, text), file))
                    .as(text)
                    .isTrue();
            texts.add(text);
        }
        assertThat(texts).hasSize(names.size()).contains("sub/\\xE9", "sub/\\x5CxE9", "sub/\\x5Cx5CxE9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "é/ü.png", "日本語 %41", "🐦.png", "-", "#a?b"})
    void validUtf8IsDecodedUnchanged(String text) {
        assertThat(UserPath.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @Test
    void truncatedAndOverlongSequencesStayBytes() throws Exception {
        assumeUnix();
        byte[] bytes = {(byte) 0xc3, (byte) 0xe2, (byte) 0x82, 'a', (byte) 0xc0, (byte) 0xaf, (byte) 0xed, (byte) 0xa0};
        Path file = UserPath.resolve(folder, UserPath.decode(bytes), "A");
        Files.createFile(file);
        assertThat(UserPath.text(file)).isEqualTo(folder + "/\\xC3\\xE2\\x82a\\xC0\\xAF\\xED\\xA0");
    }

    /** Java started with LC_ALL=C cannot encode such names, but the paths work. */
    @Test
    void anyNameWorksUnderAnyLocale() throws Exception {
        assumeUnix();
        Files.createDirectories(folder.resolve("é"));
        Files.writeString(folder.resolve("é/ü 日.png"), "found");
        for (String locale : List.of("C", "POSIX", "C.UTF-8", "nonsense")) {
            Process child = inLocale(locale, folder.toString());
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(said.strip()).as(locale).isEqualTo("found é/ü 日.png");
        }
    }

    /** The program of the child process of {@link #anyNameWorksUnderAnyLocale}. */
    static final class Reader {
        public static void main(String[] arguments) throws Exception {
            Path file = UserPath.resolve(Path.of(arguments[0]), "é//ü 日.png", "A");
            String text = UserPath.text(Path.of(arguments[0]).relativize(file));
            System.out.write((Files.readString(file) + " " + text).getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        }
    }

    private static Process inLocale(String locale, String argument) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Reader.class.getName(),
                argument));
        ProcessBuilder child = new ProcessBuilder(command).redirectErrorStream(true);
        child.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        child.environment().put("LC_ALL", locale);
        return child.start();
    }

    @Test
    void aFaultIsStatedOnceAsText() {
        Path file = Path.of("a.csv");
        assertThat(FileFault.reason(new NoSuchFileException("a.csv"), file))
                .isEqualTo("there is no such file or folder");
        assertThat(FileFault.reason(new AccessDeniedException("b"), file)).isEqualTo("permission denied: b");
        assertThat(FileFault.reason(new NotDirectoryException("a.csv"), file)).isEqualTo("it is not a folder");
        assertThat(FileFault.reason(new FileSystemException("a.csv", null, "No space left on device"), file))
                .isEqualTo("No space left on device");
        assertThat(FileFault.reason(new EOFException(), file)).isEqualTo("EOFException");
    }

    private static void assumeUnix() {
        Assumptions.assumeTrue(File.separatorChar == '/', "file names are bytes on Unix only");
    }
}
