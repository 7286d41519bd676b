package dev.likeness.picture.decoding;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.color.ProfileDataException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Colour profiles as they are embedded in picture files. What a profile does is computed from its content; a damaged one
 * counts as none, because a wrong tag must not cost a picture.
 */
final class Profiles {
    private Profiles() {}

    /** Whether this is Java2D's own grey, linear light: what its readers call grey that has no profile. */
    static boolean isUnstatedGrey(ICC_Profile profile) {
        ICC_Profile unstated = ICC_Profile.getInstance(ColorSpace.CS_GRAY);
        return profile.equals(unstated)
                || (profile.getColorSpaceType() == ColorSpace.TYPE_GRAY
                        && Arrays.equals(profile.getData(), unstated.getData()));
    }

    /** What takes a profile's colours to sRGB; null where they are sRGB already, or the profile cannot be used. */
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

    /** Whether a lattice of colours, and all greys, keep their values to within one level. */
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

    /** The sRGB value, 0 to 255, of an amount of light from 0 to 1 (IEC 61966-2-1). */
    static double value(double light) {
        double inside = Math.max(0, Math.min(1, light));
        return 255 * (inside <= 0.0031308 ? 12.92 * inside : 1.055 * Math.pow(inside, 1 / 2.4) - 0.055);
    }
}
