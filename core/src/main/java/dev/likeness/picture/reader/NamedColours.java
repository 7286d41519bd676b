package dev.likeness.picture.reader;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Colours that a file names by numbers (ITU-T H.273, sec. 8.1 and 8.2) instead of an ICC profile, as such a profile
 * (ICC.1:2022), so that they are converted to sRGB as the colours of every other format.
 *
 * <p>Light brighter than white, in pictures with a high dynamic range, becomes white. White is 203 cd/m2 (ITU-R BT.2408).
 */
public final class NamedColours {
    private static final int STEPS = 4096;
    private static final double WHITE = 203; // cd/m2
    private static final int SRGB_PRIMARIES = 1;
    private static final double[] D50 = {0.9642, 1, 0.8249};
    private static final double[] D65 = {0.3127, 0.3290};

    /** Bradford's matrix, to the responses of the eye. */
    private static final double[][] EYE = {
        {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296},
    };

    private NamedColours() {}

    /**
     * A profile; empty if the colours are those of sRGB, or unknown.
     *
     * @param primaries {@code ColourPrimaries}
     * @param transfer {@code TransferCharacteristics}
     */
    public static byte[] profile(int primaries, int transfer) {
        double[][] places = places(primaries);
        boolean curved = isOwnCurve(transfer);
        if (places == null && !curved) {
            return new byte[0];
        }
        double[][] columns = columns(places == null ? requiredPlaces(SRGB_PRIMARIES) : places);
        return written(columns, curve(transfer));
    }

    /** Whether both numbers name colours that are supported here. */
    public static boolean areKnown(int primaries, int transfer) {
        boolean logarithmic = transfer == 9 || transfer == 10;
        boolean curve = transfer == 1 || transfer >= 4 && transfer <= 18 && !logarithmic;
        return stated(primaries) != null && curve;
    }

    /** x and y of red, green, blue and white; null for those of sRGB and for unknown ones. */
    private static double @Nullable [][] places(int primaries) {
        return primaries == SRGB_PRIMARIES ? null : stated(primaries);
    }

    private static double[][] requiredPlaces(int primaries) {
        double[][] places = stated(primaries);
        if (places == null) {
            throw new IllegalStateException("no primaries " + primaries);
        }
        return places;
    }

    private static double @Nullable [][] stated(int primaries) {
        return switch (primaries) {
            case 1 -> new double[][] {{0.640, 0.330}, {0.300, 0.600}, {0.150, 0.060}, D65};
            case 4 -> new double[][] {{0.67, 0.33}, {0.21, 0.71}, {0.14, 0.08}, {0.310, 0.316}};
            case 5 -> new double[][] {{0.64, 0.33}, {0.29, 0.60}, {0.15, 0.06}, D65};
            case 6, 7 -> new double[][] {{0.630, 0.340}, {0.310, 0.595}, {0.155, 0.070}, D65};
            case 8 -> new double[][] {{0.681, 0.319}, {0.243, 0.692}, {0.145, 0.049}, {0.310, 0.316}};
            case 9 -> new double[][] {{0.708, 0.292}, {0.170, 0.797}, {0.131, 0.046}, D65};
            case 11 -> new double[][] {{0.680, 0.320}, {0.265, 0.690}, {0.150, 0.060}, {0.314, 0.351}};
            case 12 -> new double[][] {{0.680, 0.320}, {0.265, 0.690}, {0.150, 0.060}, D65};
            case 22 -> new double[][] {{0.630, 0.340}, {0.295, 0.605}, {0.155, 0.077}, D65};
            default -> null;
        };
    }

    /** Whether a curve differs from that of sRGB. The curves of television are shown with it, as browsers do. */
    private static boolean isOwnCurve(int transfer) {
        return switch (transfer) {
            case 4, 5, 8, 16, 17, 18 -> true;
            default -> false;
        };
    }

    /** The light, 0 to 1, of a value from 0 to 1. */
    private static double light(int transfer, double value) {
        return switch (transfer) {
            case 4 -> Math.pow(value, 2.2);
            case 5 -> Math.pow(value, 2.8);
            case 8 -> value;
            case 16 -> perceptual(value) / WHITE;
            case 17 -> Math.pow(value, 2.6) * 52.37 / 48;
            case 18 -> 1000 * Math.pow(hybrid(value), 1.2) / WHITE; // on a screen of 1000 cd/m2
            default -> value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        };
    }

    /** SMPTE ST 2084, in cd/m2. */
    private static double perceptual(double value) {
        double root = Math.pow(value, 32 / 2523.0);
        double above = Math.max(0, root - 107 / 128.0);
        return 10_000 * Math.pow(above / (2413 / 128.0 - 2392 / 128.0 * root), 8192 / 1305.0);
    }

    /** ARIB STD-B67: light of the scene, 0 to 1. */
    private static double hybrid(double value) {
        return value <= 0.5 ? value * value / 3 : (Math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12;
    }

    private static short[] curve(int transfer) {
        short[] curve = new short[STEPS];
        for (int i = 0; i < STEPS; i++) {
            double light = light(transfer, i / (STEPS - 1.0));
            curve[i] = (short) Math.round(65535 * Math.max(0, Math.min(1, light)));
        }
        return curve;
    }

    /** X, Y and Z of red, green and blue, with white at D50. */
    private static double[][] columns(double[][] places) {
        double[][] colours = new double[3][];
        for (int c = 0; c < 3; c++) {
            colours[c] = xyz(places[c]);
        }
        double[] white = xyz(places[3]);
        double[] amounts = solved(transposed(colours), white);
        double[][] columns = new double[3][];
        double[] from = times(EYE, white);
        double[] to = times(EYE, D50);
        for (int c = 0; c < 3; c++) {
            double[] eye = times(EYE, colours[c]);
            for (int i = 0; i < 3; i++) {
                eye[i] *= amounts[c] * to[i] / from[i];
            }
            columns[c] = solved(EYE, eye);
        }
        return columns;
    }

    private static double[] xyz(double[] place) {
        return new double[] {place[0] / place[1], 1, (1 - place[0] - place[1]) / place[1]};
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] result = new double[3];
        for (int i = 0; i < 3; i++) {
            result[i] = matrix[i][0] * vector[0] + matrix[i][1] * vector[1] + matrix[i][2] * vector[2];
        }
        return result;
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] result = new double[3][3];
        for (int i = 0; i < 9; i++) {
            result[i / 3][i % 3] = matrix[i % 3][i / 3];
        }
        return result;
    }

    /** The x of {@code matrix x = vector}, by Cramer's rule. */
    private static double[] solved(double[][] matrix, double[] vector) {
        double all = determinant(matrix);
        double[] result = new double[3];
        for (int c = 0; c < 3; c++) {
            double[][] replaced = new double[3][];
            for (int r = 0; r < 3; r++) {
                replaced[r] = matrix[r].clone();
                replaced[r][c] = vector[r];
            }
            result[c] = determinant(replaced) / all;
        }
        return result;
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }

    /** A profile of a matrix and one curve (ICC.1:2022, sec. 7.2, 7.3, 10.6 and 10.31). */
    private static byte[] written(double[][] columns, short[] curve) {
        int tags = 6;
        int table = 128;
        int colours = table + 4 + 12 * tags;
        int curves = colours + 3 * 20;
        ByteBuffer profile = ByteBuffer.allocate(curves + 12 + 2 * STEPS);
        profile.putInt(0, profile.capacity());
        text(profile, 8, "\u0004\u0030\0\0mntrRGB XYZ ");
        text(profile, 36, "acsp");
        xyz(profile, 68, D50);
        profile.putInt(table, tags);
        for (int c = 0; c < 3; c++) {
            String letter = "rgb".substring(c, c + 1);
            entry(profile, table + 4 + 12 * c, letter + "XYZ", colours + 20 * c, 20);
            text(profile, colours + 20 * c, "XYZ ");
            xyz(profile, colours + 20 * c + 8, columns[c]);
            entry(profile, table + 4 + 12 * (3 + c), letter + "TRC", curves, 12 + 2 * STEPS);
        }
        text(profile, curves, "curv");
        profile.putInt(curves + 8, STEPS);
        profile.position(curves + 12);
        profile.asShortBuffer().put(curve);
        return profile.array();
    }

    private static void entry(ByteBuffer profile, int at, String name, int from, int length) {
        text(profile, at, name);
        profile.putInt(at + 4, from);
        profile.putInt(at + 8, length);
    }

    private static void xyz(ByteBuffer profile, int at, double[] values) {
        for (int i = 0; i < 3; i++) {
            profile.putInt(at + 4 * i, (int) Math.round(values[i] * 65536));
        }
    }

    private static void text(ByteBuffer profile, int at, String text) {
        profile.put(at, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
