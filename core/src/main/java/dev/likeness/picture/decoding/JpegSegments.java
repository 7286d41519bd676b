package dev.likeness.picture.decoding;

import java.util.ArrayList;
import java.util.List;

/**
 * The segments of a JPEG stream before its first scan, with the header of that scan as the last one (ITU-T T.81, B.1.1). Segments
 * behind bytes that belong to none are not found.
 *
 * @param list in their order, each with all of its bytes
 * @param stop the index where reading stopped; behind the stream if a segment is cut off
 */
record JpegSegments(List<Segment> list, int stop) {
    static final int SCAN = 0xda;
    static final int TABLES = 0xdb;
    static final int APP0 = 0xe0;
    static final int APP1 = 0xe1;
    static final int APP2 = 0xe2;
    static final int APP14 = 0xee;
    private static final int END = 0xd9;

    /**
     * One segment.
     *
     * @param marker the second byte of its marker
     * @param from the index of the first byte after its length
     * @param end the index behind its last byte
     */
    record Segment(int marker, int from, int end) {
        int length() {
            return end - from;
        }

        /** Whether it begins with a name. */
        boolean isNamed(byte[] file, String name) {
            return length() >= name.length()
                    && PictureFormat.text(file, from, name.length()).equals(name);
        }

        /** Whether it is the header of a frame of Huffman-coded samples with DCT: baseline, extended or progressive. */
        boolean isFrame() {
            return marker >= 0xc0 && marker <= 0xc2;
        }
    }

    static JpegSegments of(byte[] file) {
        return of(file, 0, file.length);
    }

    /** The segments of a stream that begins at an index in a file, and ends before another. */
    static JpegSegments of(byte[] file, int begin, int limit) {
        List<Segment> list = new ArrayList<>();
        int at = begin + 2;
        while (at + 4 <= limit && (file[at] & 0xff) == 0xff) {
            int marker = file[at + 1] & 0xff;
            if (marker == 0xff) { // the byte before it only fills
                at++;
                continue;
            }
            if (marker == END) {
                break;
            }
            if (marker == 1 || marker >= 0xd0 && marker <= 0xd8) { // has no length
                at += 2;
                continue;
            }
            int end = at + 2 + Math.max(2, (file[at + 2] & 0xff) << 8 | (file[at + 3] & 0xff));
            if (end > limit) {
                at = end;
                break;
            }
            list.add(new Segment(marker, at + 4, end));
            at = end;
            if (marker == SCAN) {
                break;
            }
        }
        return new JpegSegments(List.copyOf(list), at);
    }

    /** Whether the header of a scan was found. */
    boolean reachScan() {
        return !list.isEmpty() && list.get(list.size() - 1).marker() == SCAN;
    }
}
