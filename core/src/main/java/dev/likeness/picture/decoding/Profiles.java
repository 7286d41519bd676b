package dev.likeness.picture.decoding;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.color.ProfileDataException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Colour profiles embedded in picture files. The conversion is computed from the content of the profile. A damaged
 * profile is ignored, so that it does not make a picture unreadable.
 */
final class Profiles {
    private Profiles() {}

    /** Whether this is Java2D's grey, which is linear light: its readers use it for grey without a profile. */
    static boolean isUnstatedGrey(ICC_Profile profile) {
        ICC_Profile unstated = ICC_Profile.getInstance(ColorSpace.CS_GRAY);
        return profile.equals(unstated)
                || (profile.getColorSpaceType() == ColorSpace.TYPE_GRAY
                        && Arrays.equals(profile.getData(), unstated.getData()));
    }

    /** Whether a profile is valid, and its colours are red, green and blue. */
    static boolean isOfRgb(byte[] profile) {
        IccProfile icc = IccProfile.of(profile);
        return icc != null && icc.space().equals("RGB ");
    }

    /** The conversion of a profile's colours to sRGB; null if they are sRGB already, or the profile is invalid. */
    static @Nullable SrgbConversion conversion(byte[] profile) {
        IccProfile icc = IccProfile.of(profile);
        if (icc == null) {
            return null;
        }
        SrgbConversion conversion = null;
        if (!icc.has("A2B0") && icc.space().equals("RGB ")) {
            conversion = MatrixConversion.of(icc);
        } else if (!icc.has("A2B0") && icc.space().equals("GRAY")) {
            conversion = GreyConversion.of(icc);
        }
        if (conversion == null) {
            conversion = ofTables(profile);
        }
        return conversion == null || changesNothing(conversion) ? null : conversion;
    }

    private static @Nullable SrgbConversion ofTables(byte[] profile) {
        try {
            return TableConversion.of(ICC_Profile.getInstance(profile));
        } catch (IllegalArgumentException | CMMException | ProfileDataException e) {
            return null;
        }
    }

    /** Whether a grid of colours and all greys keep their values to within one level. */
    private static boolean changesNothing(SrgbConversion conversion) {
        int components = conversion.components();
        if (components != 1 && components != 3) {
            return false;
        }
        int colours = 6 * 6 * 6;
        int[] sample = new int[components * (256 + colours)];
        for (int i = 0; i < 256 + colours; i++) {
            for (int c = 0; c < components; c++) {
                int place = i - 256;
                int step = c == 0 ? place / 36 : c == 1 ? place / 6 % 6 : place % 6;
                sample[components * i + c] = i < 256 ? i : components == 1 ? place : 51 * step;
            }
        }
        int[] rgb = new int[3 * (256 + colours)];
        conversion.convert(new SrgbConversion.Row(sample, components, 256 + colours, 255), rgb);
        for (int i = 0; i < rgb.length; i++) {
            if (Math.abs(rgb[i] - sample[components * (i / 3) + (components == 1 ? 0 : i % 3)]) > 1) {
                return false;
            }
        }
        return true;
    }

    /** The sRGB value, 0 to 255, of linear light from 0 to 1 (IEC 61966-2-1). */
    static double value(double light) {
        double inside = Math.max(0, Math.min(1, light));
        return 255 * (inside <= 0.0031308 ? 12.92 * inside : 1.055 * Math.pow(inside, 1 / 2.4) - 0.055);
    }
}
