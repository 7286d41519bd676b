package dev.likeness.data;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** A key of the contents of a file or a picture: its length and CRC-32, in hexadecimal digits. */
public final class ContentKey {
    /** The key of a file that cannot be read. */
    public static final String UNREADABLE = "unreadable";

    private ContentKey() {}

    /** The key of a file. */
    public static String of(byte[] file) {
        CRC32 crc = new CRC32();
        crc.update(file);
        return of(file.length, crc.getValue());
    }

    /** The key of a file with this length and checksum. */
    public static String of(long length, long crc) {
        return HexFormat.of().toHexDigits((int) crc) + "-" + Long.toHexString(length);
    }

    /** The key of pixels that are not stored in a file. */
    public static String of(Picture picture) {
        CRC32 crc = new CRC32();
        crc.update(ByteBuffer.allocate(8)
                .putInt(picture.width())
                .putInt(picture.height())
                .flip());
        crc.update(picture.rgb());
        return of(picture.rgb().length, crc.getValue());
    }

    /**
     * Whether two pictures have the same pixels; reads them only if their keys are equal. Unreadable pictures are never
     * equal.
     */
    static boolean same(LabelledPicture a, LabelledPicture b) {
        if (!a.source().contentKey().equals(b.source().contentKey())) {
            return false;
        }
        try {
            Picture first = a.source().read();
            Picture second = b.source().read();
            return first.width() == second.width() && Arrays.equals(first.rgb(), second.rgb());
        } catch (InputException e) {
            return false; // reading the picture later reports the error
        }
    }
}
