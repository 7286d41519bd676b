package dev.likeness.picture.decoding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a colour profile that define its conversion (ICC.1:2022, sec. 7 and 10). Its description is ignored,
 * because a profile described as sRGB may contain any conversion.
 */
final class IccProfile {
    private static final int HEADER = 128;
    private static final int MAX_TAGS = 1000;

    private final ByteBuffer bytes;

    private IccProfile(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** A profile with a valid header and tag table; null otherwise. */
    static @Nullable IccProfile of(byte[] profile) {
        if (profile.length < HEADER + 4 || !"acsp".equals(text(profile, 36))) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(profile);
        int tags = bytes.getInt(HEADER);
        return tags < 0 || tags > MAX_TAGS || HEADER + 4 + 12L * tags > profile.length ? null : new IccProfile(bytes);
    }

    /** The colour space of its input: {@code "RGB "}, {@code "GRAY"}, {@code "CMYK"}. */
    String space() {
        return text(bytes.array(), 16);
    }

    /** The number of samples of a colour; 0 if unknown. */
    int components() {
        return switch (space()) {
            case "GRAY" -> 1;
            case "RGB ", "Lab ", "XYZ ", "YCbr", "HSV ", "HLS ", "CMY ", "3CLR" -> 3;
            case "CMYK", "4CLR" -> 4;
            default -> 0;
        };
    }

    /** The colour space of its output: {@code "XYZ "} or {@code "Lab "}. */
    String connection() {
        return text(bytes.array(), 20);
    }

    boolean has(String tag) {
        return find(tag) != null;
    }

    /** X, Y and Z of a tag, with white at D50; null if absent. */
    double @Nullable [] xyz(String tag) {
        ByteBuffer data = find(tag);
        if (data == null || data.limit() < 20 || !"XYZ ".equals(text(data, 0))) {
            return null;
        }
        return new double[] {data.getInt(8) / 65536.0, data.getInt(12) / 65536.0, data.getInt(16) / 65536.0};
    }

    /** The output of a tone curve for the values 0 to {@code size - 1}, scaled to 0 to 1; null if absent. */
    double @Nullable [] curve(String tag, int size) {
        ByteBuffer data = find(tag);
        if (data == null || data.limit() < 12) {
            return null;
        }
        return switch (text(data, 0)) {
            case "curv" -> table(data, size);
            case "para" -> formula(data, size);
            default -> null;
        };
    }

    private static double @Nullable [] table(ByteBuffer data, int size) {
        int count = data.getInt(8);
        if (count < 0 || count > 65_536 || 12 + 2L * count > data.limit()) {
            return null;
        }
        double[] curve = new double[size];
        for (int i = 0; i < size; i++) {
            double value = i / (size - 1.0);
            if (count == 0) {
                curve[i] = value;
            } else if (count == 1) {
                curve[i] = Math.pow(value, (data.getShort(12) & 0xffff) / 256.0);
            } else {
                double at = value * (count - 1);
                int below = Math.min((int) at, count - 2);
                double from = data.getShort(12 + 2 * below) & 0xffff;
                double to = data.getShort(14 + 2 * below) & 0xffff;
                curve[i] = (from + (to - from) * (at - below)) / 65535;
            }
        }
        return curve;
    }

    /** Sec. 10.18: powers, in some types with a linear part near black. */
    private static double @Nullable [] formula(ByteBuffer data, int size) {
        int kind = data.getShort(8);
        int[] numbers = {1, 3, 4, 5, 7};
        if (kind < 0 || kind >= numbers.length || 12 + 4L * numbers[kind] > data.limit()) {
            return null;
        }
        double[] p = new double[7]; // g a b c d e f
        for (int i = 0; i < numbers[kind]; i++) {
            p[i] = data.getInt(12 + 4 * i) / 65536.0;
        }
        double[] curve = new double[size];
        for (int i = 0; i < size; i++) {
            double x = i / (size - 1.0);
            double power = kind == 0 ? Math.pow(x, p[0]) : Math.pow(Math.max(0, p[1] * x + p[2]), p[0]);
            double value = switch (kind) {
                case 0 -> power;
                case 1 -> x >= -p[2] / p[1] ? power : 0;
                case 2 -> (x >= -p[2] / p[1] ? power : 0) + p[3];
                case 3 -> x >= p[4] ? power : p[3] * x;
                default -> x >= p[4] ? power + p[5] : p[3] * x + p[6];
            };
            curve[i] = Math.max(0, Math.min(1, value));
        }
        return curve;
    }

    private @Nullable ByteBuffer find(String tag) {
        int tags = bytes.getInt(HEADER);
        for (int i = 0; i < tags; i++) {
            int entry = HEADER + 4 + 12 * i;
            long from = bytes.getInt(entry + 4) & 0xffffffffL;
            long length = bytes.getInt(entry + 8) & 0xffffffffL;
            if (tag.equals(text(bytes.array(), entry)) && from + length <= bytes.limit()) {
                return bytes.slice((int) from, (int) length);
            }
        }
        return null;
    }

    private static String text(ByteBuffer data, int at) {
        byte[] four = new byte[4];
        data.get(at, four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] data, int at) {
        return new String(Arrays.copyOfRange(data, at, at + 4), StandardCharsets.ISO_8859_1);
    }
}
