package dev.likeness.heif;

import static dev.likeness.heif.TestFiles.behind;
import static dev.likeness.heif.TestFiles.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Truncated, damaged and oversized files. Most are refused by their boxes, before libheif is loaded. */
class DamagedFilesTest {
    private static final PictureLimits LIMITS = new PictureLimits(1 << 20, 4096, 1 << 20, Duration.ofSeconds(20));

    private static void assertRefused(byte[] file, String... words) {
        var refused = assertThatThrownBy(() -> Picture.read(file, "photo.heic", LIMITS))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("photo.heic: ");
        for (String word : words) {
            refused.hasMessageContaining(word);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grid.heic", "colour.avif", "alpha.heic", "alpha.avif", "turned.heic"})
    void aTruncatedFileIsRefused(String name) {
        byte[] whole = TestFiles.bytes(name);
        for (int length = 40; length < whole.length; length += 61) {
            assertRefused(Arrays.copyOf(whole, length), " file ");
        }
        assertRefused(
                Arrays.copyOf(whole, whole.length - 1), "file ends early, after " + (whole.length - 1) + " bytes");
    }

    /** Phones and programs append a text, a preview or notes of their own. */
    @ParameterizedTest
    @ValueSource(strings = {"colour.heic", "colour.avif"})
    void bytesAfterTheEndAreHarmless(String name) {
        byte[] whole = TestFiles.bytes(name);
        byte[] expected = Picture.read(whole).rgb();
        for (String end :
                new String[] {"hello, this is after the end", "\u00ff\u00d8\u00ff\u00e0 0JFIF", "SEFT", "\0\0\0\1SEFH"
                }) {
            byte[] more = end.getBytes(StandardCharsets.ISO_8859_1);
            byte[] longer = Arrays.copyOf(whole, whole.length + more.length);
            System.arraycopy(more, 0, longer, whole.length, more.length);
            assertThat(Picture.read(longer).rgb()).as(end).isEqualTo(expected);
        }
    }

    @Test
    void aHugeSizeIsRefusedByTheHeader() {
        byte[] file = TestFiles.bytes("colour.heic");
        byte[] wide = changed(file, behind(file, "ispe") + 4, 0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30);
        assertRefused(wide, "the picture says it is 30000x30000 pixels", "at most 1.05 megapixels");
    }

    @Test
    void aHugeCanvasOfAGridIsRefused() {
        byte[] file = TestFiles.bytes("grid.heic");
        int layout = file.length - 4; // the last item: columns and rows, width and height
        assertRefused(changed(file, layout, 0x40, 0, 0x40, 0), "the picture says it is 16384x16384 pixels");
    }

    /** The boxes say 96x64, and the coded data 8192x8192: a decoder would allocate memory for the latter. */
    @Test
    void aHugeSizeInTheCodedDataIsRefused() {
        byte[] file = TestFiles.bytes("colour.avif");
        // Sequence header: a short header, 16 bits for each size, 8192 twice.
        byte[] header = {0x0a, 0x08, 0x18, 0x1f, (byte) 0xf8, (byte) 0xff, (byte) 0xf8, (byte) 0xff, (byte) 0xff, 0};
        int data = behind(file, "mdat");
        assertRefused(changed(file, data, unsigned(header)), "the picture says it is");
    }

    private static int[] unsigned(byte[] bytes) {
        int[] values = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = bytes[i] & 0xff;
        }
        return values;
    }

    @Test
    void anItemWithinItselfIsRefused() {
        byte[] file = TestFiles.bytes("grid.heic");
        int references = behind(file, "dimg") + 2 + 2; // behind the item and the number of its tiles
        assertRefused(changed(file, references, 0, 5), "contains itself");
    }

    @Test
    void anotherCodecIsNamed() {
        byte[] file = TestFiles.bytes("colour.heic");
        byte[] other = changed(file, behind(file, "hvc1") - 4, 'j', 'p', 'e', 'g');
        assertRefused(other, "this is a HEIF picture with the codec 'jpeg', which is not supported");
    }

    @Test
    void aFileWithoutAPictureIsRefused() {
        byte[] file = TestFiles.bytes("colour.heic");
        assertRefused(changed(file, behind(file, "meta") - 4, 'f', 'r', 'e', 'e'), "damaged (it has no picture)");
        assertRefused(changed(file, behind(file, "iloc") - 4, 'f', 'r', 'e', 'e'), "it has no box 'iloc'");
        assertRefused("\0\0\0\24ftypheic\0\0\0\0heic".getBytes(StandardCharsets.ISO_8859_1), "no picture");
    }

    @Test
    void damagedCodedDataAreRefused() {
        TestFiles.assumeLibHeif();
        for (String kind : List.of("heic", "avif")) {
            byte[] file = TestFiles.bytes("colour." + kind);
            Arrays.fill(file, behind(file, "mdat"), file.length, (byte) 0);
            assertRefused(file, "the " + kind.toUpperCase(Locale.ROOT) + " file is damaged (");
        }
    }
}
