package dev.likeness.picture.decoding;

import dev.likeness.picture.decoding.JpegSegments.Segment;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The colour profile of a JPEG file, in one or several APP2 segments (ICC.1:2022, annex B.4). */
final class JpegProfile {
    private static final String NAME = "ICC_PROFILE\0";

    private JpegProfile() {}

    /**
     * One part of a profile.
     *
     * @param number of this part, from 1
     * @param count of all parts, as this one states it
     * @param from the index of its first byte in the file
     * @param end the index behind its last byte
     */
    record Part(int number, int count, int from, int end) {}

    /** The parts in the order of the file. */
    static List<Part> parts(byte[] file) {
        List<Part> parts = new ArrayList<>();
        for (Segment segment : JpegSegments.of(file).list()) {
            int data = segment.from() + NAME.length() + 2;
            if (segment.marker() == JpegSegments.APP2 && data <= segment.end() && segment.isNamed(file, NAME)) {
                parts.add(new Part(file[data - 2] & 0xff, file[data - 1] & 0xff, data, segment.end()));
            }
        }
        return parts;
    }

    /** The profile's bytes; null if absent or incomplete. */
    static byte @Nullable [] of(byte[] file) {
        Map<Integer, byte[]> bytes = new TreeMap<>();
        int count = 0;
        for (Part part : parts(file)) {
            count = part.count;
            bytes.put(part.number, Arrays.copyOfRange(file, part.from, part.end));
        }
        if (bytes.isEmpty() || bytes.size() != count) {
            return null;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        bytes.values().forEach(whole::writeBytes);
        return whole.toByteArray();
    }
}
