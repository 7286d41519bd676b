package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.picture.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quantisation steps of two bytes. The mean of a block is 128 and an eighth of its first coefficient, in steps. */
class JpegTablesTest {
    private static final int SIDE = 16;

    /** A picture of one grey. At this quality the step is 8, so that the coefficient is 1: 128 + 8 / 8. */
    private static byte[] grey() throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.getRaster().setSample(i % SIDE, i / SIDE, 0, 129);
        }
        return TestPictures.encode(image, "jpeg");
    }

    /** The file with steps of two bytes. */
    private static byte[] with(byte[] file, int step) {
        int at = 2;
        while ((file[at + 1] & 0xff) != 0xdb) {
            at += 2 + ((file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff);
        }
        assertThat(file[at + 5]).as("the step").isEqualTo((byte) 8);
        byte[] wide = new byte[file.length + 64];
        System.arraycopy(file, 0, wide, 0, at + 2);
        wide[at + 3] = (byte) (2 + 1 + 128);
        wide[at + 4] = (byte) (0x10 | file[at + 4]);
        for (int i = 0; i < 64; i++) {
            wide[at + 5 + 2 * i] = (byte) (step >> 8);
            wide[at + 6 + 2 * i] = (byte) step;
        }
        int rest = at + 5 + 64;
        System.arraycopy(file, rest, wide, at + 5 + 128, file.length - rest);
        return wide;
    }

    @ParameterizedTest
    @CsvSource({"200, false", "255, false", "256, true", "400, true", "800, true"})
    void stepsOfTwoBytesAreTakenAsTheyAre(int step, boolean wide) throws IOException {
        byte[] file = with(grey(), step);

        assertThat(JpegTables.areWide(file)).isEqualTo(wide);
        for (byte value : Picture.read(file).rgb()) {
            assertThat(value & 0xff).isCloseTo(128 + step / 8, within(1));
        }
    }
}
