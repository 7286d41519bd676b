package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damage in JPEG files that libjpeg-turbo's cjpeg wrote: with restart markers, and with one scan for each component.
 * See
 * README.md beside the files.
 */
class JpegDamageTest {
    private static byte[] file(String name) throws IOException {
        try (InputStream in = JpegDamageTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    /** The index of the first byte of each scan's header, and then of the end marker. */
    private static int[] scans(byte[] file) {
        int[] found = new int[20];
        int count = 0;
        for (int i = 2; i < file.length - 1; i++) {
            if (file[i] == (byte) 0xff && (file[i + 1] == (byte) 0xda || file[i + 1] == (byte) 0xd9)) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.write(part);
        }
        return bytes.toByteArray();
    }

    private static final byte[] END = {(byte) 0xff, (byte) 0xd9};

    private static void assertDamaged(byte[] file) {
        assertThatThrownBy(() -> Picture.read(file, "x"))
                .isInstanceOf(InputException.class)
                .hasMessageMatching("x: the JPEG file (is damaged|ends early).*");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSequentialFileThatEndsBetweenTwoScansIsRefused(int kept) throws IOException {
        byte[] whole = file("three-scans.jpg");
        assertThat(Picture.read(whole).width()).isEqualTo(48);
        assertDamaged(joined(Arrays.copyOf(whole, scans(whole)[kept]), END));
    }

    @ParameterizedTest
    @CsvSource({
        "restarts.jpg, 0.3",
        "restarts.jpg, 0.7",
        "restarts-progressive.jpg, 0.7",
        "restarts-progressive.jpg, 0.95"
    })
    void aScanThatEndsInZerosIsRefused(String name, double part) throws IOException {
        byte[] hole = file(name);
        int[] scans = scans(hole);
        int from = scans[0] + (int) (part * (hole.length - scans[0]));
        Arrays.fill(hole, from, hole.length - 2, (byte) 0);
        assertDamaged(hole);
    }

    @Test
    void removedIntervalsAreDetected() throws IOException {
        byte[] whole = file("restarts.jpg");
        assertThat(JpegRestarts.lost(whole)).isNull();
        int first = 0;
        while (!(whole[first] == (byte) 0xff && whole[first + 1] == (byte) 0xd0)) {
            first++;
        }
        int ninth = first + 2;
        while (!(whole[ninth] == (byte) 0xff && whole[ninth + 1] == (byte) 0xd0)) {
            ninth++;
        }
        byte[] cut = joined(Arrays.copyOf(whole, first), Arrays.copyOfRange(whole, ninth, whole.length));
        assertThat(JpegRestarts.lost(cut)).isEqualTo("a scan has 1 of 9 restart markers");
        assertDamaged(cut);
    }

    @Test
    void extraBytesBeforeARestartMarkerAreDamage() throws IOException {
        byte[] whole = file("restarts.jpg");
        int first = 0;
        while (!(whole[first] == (byte) 0xff && whole[first + 1] == (byte) 0xd0)) {
            first++;
        }
        byte[] three = {1, 2, 3};
        assertDamaged(joined(Arrays.copyOf(whole, first), three, Arrays.copyOfRange(whole, first, whole.length)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"restarts.jpg", "restarts-progressive.jpg", "three-scans.jpg"})
    void paddingAfterACompleteScanIsHarmless(String name) throws IOException {
        byte[] whole = file(name);
        Picture sound = Picture.read(whole);
        byte[] body = Arrays.copyOf(whole, whole.length - 2);
        for (int value : new int[] {0, 0xff}) {
            byte[] filling = new byte[3000];
            Arrays.fill(filling, (byte) value);
            assertThat(Picture.read(joined(body, filling, END)).rgb()).isEqualTo(sound.rgb());
        }
    }

    @Test
    void jfifHasPriorityOverAdobesMarker() throws IOException {
        byte[] whole = file("restarts.jpg");
        byte[] adobe = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        byte[] both = joined(Arrays.copyOf(whole, 20), adobe, Arrays.copyOfRange(whole, 20, whole.length));
        byte[] alone = joined(Arrays.copyOf(whole, 2), adobe, Arrays.copyOfRange(whole, 20, whole.length));
        assertThat(Picture.read(both).rgb()).isEqualTo(Picture.read(whole).rgb());
        assertThat(Picture.read(alone).rgb()).isNotEqualTo(Picture.read(whole).rgb());
    }

    /** As libjpeg does; Java's reader takes components of these names for another colour space. */
    @Test
    void componentsWithOtherNamesThanRgbAreYcbcr() throws IOException {
        byte[] whole = file("restarts.jpg");
        byte[] named = joined(Arrays.copyOf(whole, 2), Arrays.copyOfRange(whole, 20, whole.length));
        int frame = 2;
        for (;
                (named[frame + 1] & 0xff) != 0xc0;
                frame += 2 + ((named[frame + 2] & 0xff) << 8 | named[frame + 3] & 0xff)) {}
        int scan = scans(named)[0];
        for (int i = 0; i < 3; i++) {
            byte name = (byte) "YCc".charAt(i);
            named[frame + 10 + 3 * i] = name;
            named[scan + 5 + 2 * i] = name;
        }
        assertThat(Picture.read(named).rgb()).isEqualTo(Picture.read(whole).rgb());
    }

    @Test
    void anUnknownMarkerWithinTheScanIsDamage() throws IOException {
        byte[] whole = file("three-scans.jpg");
        int at = scans(whole)[0] + 60;
        whole[at] = (byte) 0xff;
        whole[at + 1] = 0x33;
        assertDamaged(whole);
    }
}
