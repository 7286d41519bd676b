package dev.likeness.picture.decoding;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The size that a colour profile states of itself (ICC.1:2022, sec. 7.2.2). The reader allocates memory of that size, so a
 * profile that states more than it has gets its real size.
 */
final class ProfileSize {
    private static final int TIFF_PROFILE = 34675;

    private ProfileSize() {}

    /** The JPEG file, or a copy with the real size. */
    static byte[] correctedInJpeg(byte[] file) {
        int first = -1;
        long size = 0;
        for (JpegProfile.Part part : JpegProfile.parts(file)) {
            first = part.number() == 1 ? part.from() : first;
            size += part.end() - part.from();
        }
        return corrected(file, first, size);
    }

    /** The TIFF file, or a copy with the real sizes of the profiles of all its pages. */
    static byte[] correctedInTiff(byte[] file) {
        byte[] corrected = file;
        List<TiffDirectory> pages = TiffDirectory.all(file);
        for (TiffDirectory page : pages) {
            corrected = corrected(corrected, page.index(TIFF_PROFILE), page.size(TIFF_PROFILE));
        }
        return corrected;
    }

    private static byte[] corrected(byte[] file, int profile, long size) {
        if (profile < 0 || size < 4 || profile + 4 > file.length) {
            return file;
        }
        if ((ByteBuffer.wrap(file).getInt(profile) & 0xffffffffL) <= size) {
            return file;
        }
        byte[] copy = file.clone();
        ByteBuffer.wrap(copy).putInt(profile, (int) size);
        return copy;
    }
}
