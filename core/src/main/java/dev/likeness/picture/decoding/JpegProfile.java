package dev.likeness.picture.decoding;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The colour profile of a JPEG file, in one or several APP2 segments (ICC.1:2022, annex B.4). */
final class JpegProfile {
    private static final String NAME = "ICC_PROFILE\0";

    private JpegProfile() {}

    /** The profile's bytes; null where there is none, or a part of it is missing. */
    static byte @Nullable [] of(byte[] file) {
        Map<Integer, byte[]> parts = new TreeMap<>();
        int count = 0;
        int at = 2;
        while (at + 4 <= file.length && (file[at] & 0xff) == 0xff && (file[at + 1] & 0xff) != 0xda) {
            int length = (file[at + 2] & 0xff) << 8 | (file[at + 3] & 0xff);
            int data = at + 4 + NAME.length() + 2;
            int end = at + 2 + length;
            if ((file[at + 1] & 0xff) == 0xe2
                    && end <= file.length
                    && data <= end
                    && NAME.equals(PictureFormat.text(file, at + 4, NAME.length()))) {
                count = file[data - 1] & 0xff;
                parts.put(file[data - 2] & 0xff, Arrays.copyOfRange(file, data, end));
            }
            at = (file[at + 1] & 0xff) == 0xff ? at + 1 : end;
        }
        if (parts.isEmpty() || parts.size() != count) {
            return null;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        parts.values().forEach(whole::writeBytes);
        return whole.toByteArray();
    }
}
