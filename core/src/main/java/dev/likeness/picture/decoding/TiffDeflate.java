package dev.likeness.picture.decoding;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks the strips or tiles of a TIFF file that are compressed by deflate, and verifies their checksums (RFC 1950,
 * sec. 2.3). The reader stops after the last pixel that it needs, so it would not detect overwritten data that became
 * longer.
 */
final class TiffDeflate {
    private static final int MARGIN = 1 << 16; // bytes after the last pixel that writers may add

    private TiffDeflate() {}

    /**
     * @param data the compressed bytes of one strip or tile, the highest bit of each first
     * @param needed the bytes of the pixels
     * @throws IOException if the data are invalid, or continue far past the pixels
     */
    static void requireSound(byte[] data, long needed) throws IOException {
        byte[] room = new byte[1 << 14];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data);
            int more;
            do {
                more = inflater.inflate(room);
                if (inflater.getBytesWritten() > needed + MARGIN) {
                    throw new IOException("its compressed data continue past its pixels");
                }
            } while (more > 0);
        } catch (DataFormatException e) {
            throw new IOException("its compressed data are invalid: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }
}
