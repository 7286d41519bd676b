package dev.likeness.picture.decoding;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks the strips or tiles of a TIFF file that are compressed by deflate, up to their checksums (RFC 1950, sec. 2.3). The reader
 * stops behind the last pixel it needs, and does not meet the checksum of data that were overwritten and became longer.
 */
final class TiffDeflate {
    private static final int MARGIN = 1 << 16; // bytes behind the last pixel that writers may leave

    private final byte[] file;
    private final byte[] room = new byte[1 << 14];

    TiffDeflate(byte[] file) {
        this.file = file;
    }

    /**
     * @param from the index of the first byte
     * @param length of the compressed data
     * @param needed the bytes of the pixels
     * @throws IOException if the data are wrong, or go on far behind the pixels
     */
    void requireSound(long from, long length, long needed) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(file, (int) from, (int) Math.min(length, file.length - from));
            int more;
            do {
                more = inflater.inflate(room);
                if (inflater.getBytesWritten() > needed + MARGIN) {
                    throw new IOException("its compressed data go on behind its pixels");
                }
            } while (more > 0);
        } catch (DataFormatException e) {
            throw new IOException("its compressed data are wrong: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }
}
