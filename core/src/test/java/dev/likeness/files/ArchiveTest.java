package dev.likeness.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    private static final Archive.Limits LIMITS = new Archive.Limits(10, 64 << 20, 100);

    @TempDir
    Path folder;

    private Path zip(String... names) throws IOException {
        Path zip = folder.resolve("a.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write(("contents of " + name).getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }

    /** Changes the n-th entry's record in the directory. */
    private Path changed(Path zip, int entry, int at, int value) throws IOException {
        byte[] bytes = Files.readAllBytes(zip);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int found = -1;
        for (int i = 0; i + 4 < bytes.length; i++) {
            if (buffer.getInt(i) == 0x02014b50 && ++found == entry) {
                buffer.putInt(i + at, value);
                return Files.write(zip, bytes);
            }
        }
        throw new AssertionError("no entry " + entry);
    }

    private static void assertRefused(Path zip, String message) {
        assertRefused(zip, LIMITS, message);
    }

    private static void assertRefused(Path zip, Archive.Limits limits, String message) {
        assertThatThrownBy(() -> Archive.open(zip, limits).close())
                .isInstanceOf(InputException.class)
                .hasMessageContaining(zip.toString())
                .hasMessageContaining(message);
    }

    /** As Windows packs: the code page of MS-DOS, and no flag for UTF-8. */
    @Test
    void namesInTheCodePageOfMsDosAreRead() throws IOException {
        Path zip = folder.resolve("windows.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip), Charset.forName("IBM437"))) {
            out.putNextEntry(new ZipEntry("M\u00f6we/\u00e9t\u00e9.txt"));
            out.write(7);
        }
        try (Archive archive = Archive.open(zip, LIMITS)) {
            assertThat(archive.files().keySet()).containsExactly("M\u00f6we/\u00e9t\u00e9.txt");
            assertThat(archive.read("M\u00f6we/\u00e9t\u00e9.txt")).containsExactly(7);
        }
    }

    @Test
    void filesAreReadCompletely() throws IOException {
        try (Archive archive = Archive.open(zip("b/c.txt", "a.txt", "d/"), LIMITS)) {
            assertThat(archive.files().keySet()).containsExactly("a.txt", "b/c.txt");
            assertThat(archive.read("b/c.txt")).asString().isEqualTo("contents of b/c.txt");
            assertThatThrownBy(() -> archive.read("x")).hasMessageContaining("a.zip!x: the archive has no such entry");
        }
    }

    /** As in a self-extracting program. */
    @Test
    void bytesBeforeTheArchiveAreIgnored() throws IOException {
        byte[] zip = Files.readAllBytes(zip("a.txt"));
        byte[] both = Arrays.copyOf("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), 10 + zip.length);
        System.arraycopy(zip, 0, both, 10, zip.length);
        try (Archive archive = Archive.open(Files.write(folder.resolve("b.zip"), both), LIMITS)) {
            assertThat(archive.read("a.txt")).asString().isEqualTo("contents of a.txt");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "a/../../b", "/etc/passwd", "C:/a", "a\\b"})
    void namesThatPointOutsideAreRefused(String name) throws IOException {
        assertRefused(zip("a.txt", name), "the entry \"" + name + "\" points outside the archive");
    }

    @Test
    void linksAreRefused() throws IOException {
        Path zip = changed(zip("a.txt", "link"), 1, 38, 0xa1ff << 16);
        changed(zip, 1, 4, 20 | 3 << 8 | 20 << 16); // made on Unix
        assertRefused(zip, "the entry \"link\" is a symbolic link");
    }

    @Test
    void tooManyEntriesAreRefused() throws IOException {
        assertRefused(zip("a", "b", "c"), new Archive.Limits(2, 1000, 100), "states 3 entries");
    }

    @Test
    void filesThatAreTooLargeAreRefused() throws IOException {
        assertRefused(zip("a", "b"), new Archive.Limits(2, 5, 100), "the entry \"a\" unpacks to 13 bytes");
    }

    @Test
    void zipBombsAreRefusedAndCompressibleFilesAreNot() throws IOException {
        Path zip = folder.resolve("bomb.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("zeros"));
            out.write(new byte[20 << 20]);
        }
        assertRefused(zip, "unpack to 20971520, more than 100 times as many");
        try (Archive archive = Archive.open(zip, new Archive.Limits(10, 64 << 20, 2000))) {
            assertThat(archive.read("zeros")).hasSize(20 << 20);
        }
    }

    @Test
    void overlappingFilesAreRefused() throws IOException {
        assertRefused(changed(zip("a.txt", "b.txt"), 1, 42, 0), "two entries overlap");
    }

    /** The directory states 5 or 1000 bytes instead of 17; both are refused. */
    @Test
    void wrongSizesAreRefused() throws IOException {
        for (int size : new int[] {5, 1000}) {
            Path zip = changed(zip("a.txt"), 0, 24, size);
            assertThatThrownBy(() -> {
                        try (Archive archive = Archive.open(zip, LIMITS)) {
                            archive.read("a.txt");
                        }
                    })
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("a.zip");
        }
    }

    @Test
    void duplicateNamesAreRefused() throws IOException {
        Path zip = zip("aa.txt", "ab.txt");
        byte[] bytes = Files.readAllBytes(zip);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("ab.txt", "aa.txt");
        Files.write(zip, text.getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(zip, "is a duplicate");
    }

    @Test
    void aFileThatIsNotAnArchiveIsRefused() throws IOException {
        assertRefused(Files.writeString(folder.resolve("text.zip"), "hello"), "not a valid zip archive");
        assertRefused(Files.write(folder.resolve("empty.zip"), new byte[0]), "not a valid zip archive");
        byte[] cut = Files.readAllBytes(zip("a.txt", "b.txt"));
        assertRefused(
                Files.write(folder.resolve("cut.zip"), Arrays.copyOf(cut, cut.length - 30)), "not a valid zip archive");
    }

    /** The end record states a directory of two gigabytes; no memory of that size is allocated. */
    @Test
    void aHugeDirectoryIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(zip("a.txt"));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 10, Integer.MAX_VALUE);
        assertRefused(Files.write(folder.resolve("huge.zip"), bytes), "huge.zip");
    }

    /** Damage at any byte gives an InputException. */
    @Test
    void damageIsAnInputError() throws IOException {
        byte[] whole = Files.readAllBytes(zip("a.txt", "b/c.txt"));
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            Path zip = Files.write(folder.resolve("damaged.zip"), damaged);
            try (Archive archive = Archive.open(zip, LIMITS)) {
                for (String file : archive.files().keySet()) {
                    assertThat(archive.read(file)).hasSizeLessThan(64 << 20);
                }
            } catch (InputException e) {
                assertThat(e).hasMessageContaining("damaged.zip");
            }
        }
    }
}
