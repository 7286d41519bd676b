package dev.likeness.picture.decoding;

import org.jspecify.annotations.Nullable;

/** Greys by the tone curve of their profile (ICC.1:2022, sec. 8.3.4 and 10.6). */
final class GreyConversion implements SrgbConversion {
    private final IccProfile profile;
    private final byte[] ofEight;
    private byte @Nullable [] ofSixteen; // built when it is needed

    private GreyConversion(IccProfile profile, byte[] ofEight) {
        this.profile = profile;
        this.ofEight = ofEight;
    }

    static @Nullable SrgbConversion of(IccProfile profile) {
        byte[] curve = values(profile, 256);
        return curve == null ? null : new GreyConversion(profile, curve);
    }

    private static byte @Nullable [] values(IccProfile profile, int size) {
        double[] curve = profile.curve("kTRC", size);
        if (curve == null) {
            return null;
        }
        byte[] values = new byte[size];
        boolean lightness = profile.connection().equals("Lab ");
        for (int i = 0; i < size; i++) {
            values[i] = (byte) Math.round(Profiles.value(lightness ? luminance(curve[i]) : curve[i]));
        }
        return values;
    }

    /** From CIE L*, 0 to 1, to Y. */
    private static double luminance(double lightness) {
        double f = (100 * lightness + 16) / 116;
        return f > 6 / 29.0 ? f * f * f : 3 * (6 / 29.0) * (6 / 29.0) * (f - 4 / 29.0);
    }

    @Override
    public int components() {
        return 1;
    }

    @Override
    public void convert(Row row, int[] rgb) {
        byte[] curve = ofEight;
        if (row.top() != 255) {
            if (ofSixteen == null) {
                ofSixteen = values(profile, 65_536);
            }
            curve = ofSixteen == null ? ofEight : ofSixteen;
        }
        for (int i = 0, pixel = 0, at = 0; i < row.width(); i++, pixel += row.bands()) {
            int value = curve[row.sample()[pixel]] & 0xff;
            rgb[at++] = value;
            rgb[at++] = value;
            rgb[at++] = value;
        }
    }
}
