package dev.likeness.data;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** What stands for the contents of a file or a picture: its length and its CRC-32, as hexadecimal digits. */
public final class ContentKey {
    /** The key of a file that cannot be read at all. */
    public static final String UNREADABLE = "unreadable";

    private ContentKey() {}

    /** The key of a file. */
    public static String of(byte[] file) {
        CRC32 crc = new CRC32();
        crc.update(file);
        return of(file.length, crc.getValue());
    }

    /** The key of a file whose length and checksum are known already. */
    public static String of(long length, long crc) {
        return HexFormat.of().toHexDigits((int) crc) + "-" + Long.toHexString(length);
    }

    /** The key of pixels that never were a file. */
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
     * Whether two pictures have the same pixels; reads them only where their keys are the same. What cannot be read is no
     * copy: empty files have nothing in common.
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
            return false; // whoever needs it reads it again, and says why it cannot be
        }
    }
}
