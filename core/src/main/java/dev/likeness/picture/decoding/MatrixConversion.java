package dev.likeness.picture.decoding;

import org.jspecify.annotations.Nullable;

/**
 * Colours by the profile of a screen or camera: a tone curve for each of red, green and blue, and a matrix (ICC.1:2022,
 * annex F.3). Both spaces have D50 for white.
 */
final class MatrixConversion implements SrgbConversion {
    /** From X, Y, Z with D50 for white to linear sRGB (IEC 61966-2-1, adapted by Bradford's matrix). */
    private static final double[][] TO_SRGB = {
        {3.1338561, -1.6168667, -0.4906146},
        {-0.9787684, 1.9161415, 0.0334540},
        {0.0719453, -0.2289914, 1.4052427},
    };

    private static final int STEPS = 1 << 16;
    private static final byte[] VALUES = values();

    private final IccProfile profile;
    private final float[] matrix; // row by row, times STEPS - 1
    private float @Nullable [][] ofEight;
    private float @Nullable [][] ofSixteen;

    private MatrixConversion(IccProfile profile, float[] matrix) {
        this.profile = profile;
        this.matrix = matrix;
    }

    /** Null where the profile lacks a part. */
    static @Nullable SrgbConversion of(IccProfile profile) {
        double[][] columns = new double[3][];
        String[] names = {"rXYZ", "gXYZ", "bXYZ"};
        for (int c = 0; c < 3; c++) {
            double[] column = profile.xyz(names[c]);
            if (column == null) {
                return null;
            }
            columns[c] = column;
        }
        float[] matrix = new float[9];
        for (int i = 0; i < 9; i++) {
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                sum += TO_SRGB[i / 3][k] * columns[i % 3][k];
            }
            matrix[i] = (float) (sum * (STEPS - 1));
        }
        return curves(profile, 256) == null ? null : new MatrixConversion(profile, matrix);
    }

    private static float @Nullable [][] curves(IccProfile profile, int size) {
        String[] names = {"rTRC", "gTRC", "bTRC"};
        float[][] curves = new float[3][size];
        for (int c = 0; c < 3; c++) {
            double[] curve = profile.curve(names[c], size);
            if (curve == null) {
                return null;
            }
            for (int i = 0; i < size; i++) {
                curves[c][i] = (float) curve[i];
            }
        }
        return curves;
    }

    private static byte[] values() {
        byte[] values = new byte[STEPS];
        for (int i = 0; i < STEPS; i++) {
            values[i] = (byte) Math.round(Profiles.value(i / (STEPS - 1.0)));
        }
        return values;
    }

    @Override
    public int components() {
        return 3;
    }

    private float[][] curves(int top) {
        float[][] curves = top == 255 ? ofEight : ofSixteen;
        if (curves == null) {
            curves = curves(profile, top + 1);
            if (curves == null) {
                throw new IllegalStateException("the profile has lost its curves");
            }
            if (top == 255) {
                ofEight = curves;
            } else {
                ofSixteen = curves;
            }
        }
        return curves;
    }

    @Override
    public void convert(Row row, int[] rgb) {
        float[][] curves = curves(row.top());
        int[] sample = row.sample();
        for (int i = 0, pixel = 0, at = 0; i < row.width(); i++, pixel += row.bands()) {
            float red = curves[0][sample[pixel]];
            float green = curves[1][sample[pixel + 1]];
            float blue = curves[2][sample[pixel + 2]];
            for (int m = 0; m < 9; m += 3) {
                float light = matrix[m] * red + matrix[m + 1] * green + matrix[m + 2] * blue;
                rgb[at++] = VALUES[Math.max(0, Math.min(STEPS - 1, Math.round(light)))] & 0xff;
            }
        }
    }
}
