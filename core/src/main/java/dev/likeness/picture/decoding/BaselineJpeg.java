package dev.likeness.picture.decoding;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a JPEG file of the most common type: baseline, one scan, grey or YCbCr. Cameras and most programs write
 * it.
 *
 * @param width in pixels
 * @param height in pixels
 * @param components one for grey, three for YCbCr
 * @param interval the number of units between two restart markers; 0 if there are none
 * @param profiled whether it has a colour profile
 * @param data the index of the first byte after the header of the scan
 */
@SuppressWarnings("ArrayRecordComponent") // used for one file, never compared
record BaselineJpeg(int width, int height, Component[] components, int interval, boolean profiled, int data) {
    private static final int MOST_FACTOR = 4;
    private static final int LARGEST_DIFFERENCE = 11; // bits of the difference of two first coefficients (F.1.2.1.1)

    /**
     * One component.
     *
     * @param across its samples in a row of a unit, in blocks of 8
     * @param down its rows in a unit, in blocks of 8
     * @param steps the quantisation steps, in zigzag order
     */
    @SuppressWarnings("ArrayRecordComponent") // used for one file, never compared
    record Component(int across, int down, int[] steps, HuffmanCodes first, HuffmanCodes others) {}

    /** The largest factor in a row of a unit. */
    int across() {
        return Arrays.stream(components).mapToInt(Component::across).max().orElse(1);
    }

    /** The largest factor in a column of a unit. */
    int down() {
        return Arrays.stream(components).mapToInt(Component::down).max().orElse(1);
    }

    /** The headers of a file; null if it is of another type, or one of them is invalid. */
    static @Nullable BaselineJpeg of(byte[] file) {
        return new Reading(file).headers();
    }

    private static final class Reading {
        private final byte[] file;
        private final int[][] steps = new int[4][];
        private final @Nullable HuffmanCodes[] codes =
                new HuffmanCodes[8]; // of first coefficients, of others from 4 on
        private int frame = -1;
        private int interval;
        private boolean jfif;
        private int adobe = -1;
        private int profileParts;
        private int profileCount;

        Reading(byte[] file) {
            this.file = file;
        }

        @Nullable
        BaselineJpeg headers() {
            int at = 2;
            while (at + 4 <= file.length && one(at) == 0xff) {
                int marker = one(at + 1);
                int end = at + 2 + two(at + 2);
                if (end < at + 4 || end > file.length) {
                    return null;
                }
                boolean valid = switch (marker) {
                    case 0xc0 -> frame(at + 4, end);
                    case 0xc4 -> codes(at + 4, end);
                    case 0xdb -> steps(at + 4, end);
                    case 0xdd -> interval(at + 4, end);
                    case 0xe0 -> jfif(at + 4, end);
                    case 0xee -> adobe(at + 4, end);
                    case 0xe2 -> profile(at + 4, end);
                    case 0xda -> true;
                    default -> marker > 0xe0 && marker <= 0xef || marker == 0xfe;
                };
                if (!valid) {
                    return null;
                }
                if (marker == 0xda) {
                    return scan(at + 4, end);
                }
                at = end;
            }
            return null;
        }

        private int one(int at) {
            return file[at] & 0xff;
        }

        private int two(int at) {
            return one(at) << 8 | one(at + 1);
        }

        private boolean frame(int at, int end) {
            boolean single = frame < 0;
            frame = at;
            return single
                    && end - at >= 6
                    && one(at) == 8
                    && (one(at + 5) == 1 || one(at + 5) == 3)
                    && end - at == 6 + 3 * one(at + 5);
        }

        private boolean interval(int at, int end) {
            interval = end - at == 2 ? two(at) : -1;
            return interval >= 0;
        }

        private boolean jfif(int at, int end) {
            boolean named = PictureFormat.text(file, at, 5).equals("JFIF\0");
            jfif |= named;
            return !named || end - at >= 14;
        }

        /** The parts of a colour profile must come in order, each with the same number of parts. */
        private boolean profile(int at, int end) {
            if (!PictureFormat.text(file, at, 11).equals("ICC_PROFILE")) {
                return true;
            }
            if (end - at < 14) {
                return false;
            }
            profileParts++;
            boolean first = profileParts == 1;
            profileCount = first ? one(at + 13) : profileCount;
            return one(at + 12) == profileParts && one(at + 13) == profileCount;
        }

        private boolean adobe(int at, int end) {
            if (!PictureFormat.text(file, at, 5).equals("Adobe")) {
                return true;
            }
            adobe = end - at >= 12 ? one(at + 11) : -1;
            return adobe >= 0;
        }

        private boolean steps(int from, int end) {
            int at = from;
            while (at < end) {
                int width = one(at) >> 4;
                int table = one(at) & 15;
                at++;
                if (width > 1 || table > 3 || at + 64 * (width + 1) > end) {
                    return false;
                }
                int[] read = new int[64];
                for (int k = 0; k < 64; k++, at += width + 1) {
                    read[k] = width == 0 ? one(at) : two(at);
                }
                steps[table] = read;
            }
            return at == end;
        }

        private boolean codes(int from, int end) {
            int at = from;
            while (at + 17 <= end) {
                int kind = one(at) >> 4;
                int table = one(at) & 15;
                HuffmanCodes read = kind > 1 || table > 3 ? null : HuffmanCodes.of(file, at + 1, end);
                if (read == null || kind == 0 && read.largest() > LARGEST_DIFFERENCE) {
                    return false;
                }
                codes[4 * kind + table] = read;
                at += 17 + HuffmanCodes.symbols(file, at + 1);
            }
            return at == end;
        }

        private @Nullable BaselineJpeg scan(int at, int end) {
            if (frame < 0 || profileParts != profileCount) {
                return null;
            }
            int count = one(frame + 5);
            int after = at + 1 + 2 * count;
            boolean whole = end == after + 3
                    && one(at) == count
                    && one(after) == 0
                    && one(after + 1) == 63
                    && one(after + 2) == 0;
            if (!whole || count == 3 && !isYcbcr()) {
                return null;
            }
            Component[] components = new Component[count];
            for (int c = 0; c < count; c++) {
                Component component = component(frame + 6 + 3 * c, at + 1 + 2 * c);
                if (component == null) {
                    return null;
                }
                components[c] = component;
            }
            return new BaselineJpeg(two(frame + 3), two(frame + 1), components, interval, profileParts > 0, end);
        }

        private boolean isYcbcr() {
            boolean numbered = one(frame + 6) == 1 && one(frame + 9) == 2 && one(frame + 12) == 3;
            return adobe < 0 ? jfif || numbered : adobe == 1;
        }

        /**
         * @param frame its part of the header of the frame
         * @param scan its part of the header of the scan
         */
        private @Nullable Component component(int frame, int scan) {
            boolean alone = one(this.frame + 5) == 1; // its factors mean nothing then
            int across = alone ? 1 : one(frame + 1) >> 4;
            int down = alone ? 1 : one(frame + 1) & 15;
            int table = one(frame + 2);
            int first = one(scan + 1) >> 4;
            int others = one(scan + 1) & 15;
            boolean valid = one(frame) == one(scan)
                    && (across == 1 || across == 2 || across == MOST_FACTOR)
                    && (down == 1 || down == 2 || down == MOST_FACTOR)
                    && table <= 3
                    && first <= 3
                    && others <= 3;
            if (!valid) {
                return null;
            }
            int[] step = steps[table];
            HuffmanCodes ofFirst = codes[first];
            HuffmanCodes ofOthers = codes[4 + others];
            return step == null || ofFirst == null || ofOthers == null
                    ? null
                    : new Component(across, down, step, ofFirst, ofOthers);
        }
    }
}
