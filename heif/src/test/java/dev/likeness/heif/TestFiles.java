package dev.likeness.heif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Assumptions;

/** The files of make-files.py. */
final class TestFiles {
    private TestFiles() {}

    static byte[] bytes(String name) {
        try (InputStream file = TestFiles.class.getResourceAsStream(name)) {
            assertThat(file).as(name).isNotNull();
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips a test where libheif is not installed. */
    static void assumeLibHeif() {
        Assumptions.assumeTrue(
                LibHeifFile.version() != null,
                "libheif is not installed (Debian and Ubuntu: libheif1, Homebrew: libheif), so nothing is decoded here");
    }

    /** A copy with other bytes from a place on. */
    static byte[] changed(byte[] file, int at, int... values) {
        byte[] changed = file.clone();
        for (int i = 0; i < values.length; i++) {
            changed[at + i] = (byte) values[i];
        }
        return changed;
    }

    /** The place behind the name of the first box of a type. */
    static int behind(byte[] file, String type) {
        for (int at = 0; at + 4 <= file.length; at++) {
            if (file[at] == type.charAt(0)
                    && file[at + 1] == type.charAt(1)
                    && file[at + 2] == type.charAt(2)
                    && file[at + 3] == type.charAt(3)) {
                return at + 4;
            }
        }
        throw new IllegalArgumentException("no box " + type);
    }
}
