package dev.likeness.picture;

import java.awt.color.CMMException;
import java.awt.color.ICC_Profile;
import java.awt.color.ICC_ProfileGray;
import java.awt.color.ProfileDataException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Colour profiles as they are embedded in picture files (ICC.1:2022). */
final class Profiles {
    /** Java2D's own grey, linear light: what its readers call grey that has no profile. */
    private static final ICC_Profile NONE_STATED = ICC_Profile.getInstance(java.awt.color.ColorSpace.CS_GRAY);

    private Profiles() {}

    /** A profile from its bytes; null where it cannot be used, or where it is sRGB, which is what is wanted anyway. */
    static @Nullable ICC_Profile of(byte[] bytes) {
        try {
            ICC_Profile profile = ICC_Profile.getInstance(bytes);
            byte[] description = profile.getData(ICC_Profile.icSigProfileDescriptionTag);
            boolean srgb = description != null
                    && new String(description, StandardCharsets.ISO_8859_1)
                            .replace("\0", "") // it may be in UTF-16
                            .contains("sRGB");
            return srgb ? null : profile;
        } catch (IllegalArgumentException | CMMException | ProfileDataException e) {
            return null;
        }
    }

    /**
     * The sRGB value for each of 256 values of a grey that has a profile of its own; null where it has none, and its
     * values are taken for what they are.
     */
    static byte @Nullable [] greyCurve(ICC_Profile profile) {
        if (!(profile instanceof ICC_ProfileGray grey) || profile.equals(NONE_STATED) || isSame(profile)) {
            return null;
        }
        byte[] curve = new byte[256];
        try {
            for (int i = 0; i < curve.length; i++) {
                curve[i] = (byte) Math.round(255 * srgb(light(grey, i / 255.0)));
            }
            return curve;
        } catch (ProfileDataException | CMMException | IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isSame(ICC_Profile profile) {
        return java.util.Arrays.equals(profile.getData(), NONE_STATED.getData());
    }

    /** The share of light, 0 to 1, that a value 0 to 1 stands for: a power, or a table with straight lines between. */
    private static double light(ICC_ProfileGray grey, double value) {
        float gamma;
        try {
            gamma = grey.getGamma();
        } catch (ProfileDataException e) {
            short[] table = grey.getTRC();
            double at = value * (table.length - 1);
            int below = (int) at;
            int above = Math.min(below + 1, table.length - 1);
            return ((table[below] & 0xffff) * (1 - (at - below)) + (table[above] & 0xffff) * (at - below)) / 65535;
        }
        return Math.pow(value, gamma);
    }

    /** IEC 61966-2-1, from light to value. */
    private static double srgb(double light) {
        return light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    }
}
