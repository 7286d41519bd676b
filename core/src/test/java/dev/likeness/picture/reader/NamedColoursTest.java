package dev.likeness.picture.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Profiles for colours that are named by numbers, against published values. */
class NamedColoursTest {
    private static double[] xyz(byte[] profile, int tag) {
        ByteBuffer bytes = ByteBuffer.wrap(profile);
        int at = bytes.getInt(128 + 4 + 12 * tag + 4) + 8;
        return new double[] {bytes.getInt(at) / 65536.0, bytes.getInt(at + 4) / 65536.0, bytes.getInt(at + 8) / 65536.0
        };
    }

    private static int curve(byte[] profile, double value) {
        ByteBuffer bytes = ByteBuffer.wrap(profile);
        int at = bytes.getInt(128 + 4 + 12 * 3 + 4);
        int steps = bytes.getInt(at + 8);
        return bytes.getShort(at + 12 + 2 * (int) Math.round(value * (steps - 1))) & 0xffff;
    }

    @Test
    void standardColoursNeedNoProfile() {
        assertThat(NamedColours.profile(1, 13)).isEmpty();
        assertThat(NamedColours.profile(1, 1)).isEmpty();
        assertThat(NamedColours.profile(2, 2)).isEmpty();
        assertThat(NamedColours.profile(77, 99)).isEmpty();
    }

    @Test
    void unspecifiedColoursAreNotKnown() {
        assertThat(NamedColours.areKnown(1, 13)).isTrue();
        assertThat(NamedColours.areKnown(12, 16)).isTrue();
        assertThat(NamedColours.areKnown(2, 13)).isFalse();
        assertThat(NamedColours.areKnown(1, 2)).isFalse();
        assertThat(NamedColours.areKnown(9, 10)).isFalse();
        assertThat(NamedColours.areKnown(77, 99)).isFalse();
    }

    /** Apple's profile "Display P3" has these columns. */
    @Test
    void displayP3HasItsColumns() {
        byte[] profile = NamedColours.profile(12, 13);
        assertThat(xyz(profile, 0)).containsExactly(new double[] {0.5151, 0.2412, -0.0011}, within(0.0006));
        assertThat(xyz(profile, 1)).containsExactly(new double[] {0.2920, 0.6922, 0.0419}, within(0.0006));
        assertThat(xyz(profile, 2)).containsExactly(new double[] {0.1571, 0.0666, 0.7841}, within(0.0006));
        assertThat(curve(profile, 0.5)).isBetween(13_990, 14_040); // 0.214 of the light
    }

    /** ITU-R BT.2408: white, 203 cd/m2, is 58 % in PQ and 75 % in HLG. */
    @Test
    void whiteOfHighDynamicRangeIsWhite() {
        assertThat(curve(NamedColours.profile(9, 16), 0.57)).isBetween(57_000, 64_000);
        assertThat(curve(NamedColours.profile(9, 16), 0.59)).isEqualTo(65_535);
        assertThat(curve(NamedColours.profile(9, 18), 0.74)).isBetween(60_000, 65_534);
        assertThat(curve(NamedColours.profile(9, 18), 0.76)).isEqualTo(65_535);
        assertThat(curve(NamedColours.profile(9, 18), 0)).isZero();
    }
}
