package dev.likeness.picture.decoding;

import dev.likeness.picture.decoding.PnmHeader.PnmText;
import java.io.EOFException;
import java.io.IOException;

/**
 * The pixels of a PBM, PGM, PPM or PAM file, row by row into sRGB bytes. Values are taken for sRGB, as every program takes
 * them, though netpbm's definition names the curve of ITU-R BT.709. Of several pictures it is the first.
 */
final class PnmPixels {
    private static final int FULL = 255;

    private final byte[] file;
    private final PnmHeader header;
    private final PnmText text;
    private final int[] sample; // of one row: [W,bands], 0 to top
    private final byte[] eight; // of each value, 0 to 255

    private PnmPixels(byte[] file, PnmHeader header) {
        this.file = file;
        this.header = header;
        this.text = new PnmText(file, header.end());
        this.sample = new int[header.width() * header.bands()];
        this.eight = new byte[header.top() + 1];
        for (int i = 0; i < eight.length; i++) {
            eight[i] = (byte) PixelRows.eight(i, header.top());
        }
    }

    /** Decodes a picture whose size was held against the limits. */
    static Pixels read(byte[] file, PnmHeader header, Deadline deadline) throws IOException {
        requireData(file, header);
        PnmPixels pixels = new PnmPixels(file, header);
        byte[] rgb = new byte[3 * header.width() * header.height()];
        for (int y = 0; y < header.height(); y++) {
            if (deadline.passed()) {
                throw new IOException("the time for this picture is over");
            }
            pixels.row(y);
            pixels.convert(rgb, 3 * header.width() * y);
        }
        return new Pixels(header.width(), header.height(), rgb);
    }

    /** Before memory is taken for pixels that cannot be there. */
    private static void requireData(byte[] file, PnmHeader header) throws EOFException {
        long samples = (long) header.width() * header.height() * header.bands();
        long least = header.plain() ? (header.bits() ? samples : 2 * samples - 1) : rowBytes(header) * header.height();
        if (header.end() + least > file.length) {
            throw new EOFException("it has no bytes for all of its pixels");
        }
    }

    private static long rowBytes(PnmHeader header) {
        long samples = (long) header.width() * header.bands();
        return header.bits() ? (samples + 7) / 8 : header.top() > FULL ? 2 * samples : samples;
    }

    private void row(int y) throws IOException {
        if (header.plain()) {
            for (int i = 0; i < sample.length; i++) {
                sample[i] = header.bits() ? 1 - text.bit() : text.number();
            }
        } else {
            raw((int) (header.end() + y * rowBytes(header)));
        }
        for (int value : sample) {
            if (value > header.top()) {
                throw new IOException("row " + (y + 1) + " has the value " + value + ", and " + header.top()
                        + " is said to be the largest");
            }
        }
    }

    private void raw(int from) {
        for (int i = 0; i < sample.length; i++) {
            if (header.bits()) {
                sample[i] = 1 - (file[from + i / 8] >> 7 - i % 8 & 1);
            } else if (header.top() > FULL) {
                sample[i] = (file[from + 2 * i] & 0xff) << 8 | file[from + 2 * i + 1] & 0xff;
            } else {
                sample[i] = file[from + i] & 0xff;
            }
        }
    }

    private void convert(byte[] rgb, int start) {
        int bands = header.bands();
        int colours = header.colours();
        for (int pixel = 0, at = start; pixel < sample.length; pixel += bands) {
            for (int c = 0; c < 3; c++, at++) {
                int value = sample[pixel + (colours == 1 ? 0 : c)];
                if (header.inks()) {
                    value = left(value, sample[pixel + 3]);
                }
                rgb[at] = bands > colours
                        ? PixelRows.onWhite(value, sample[pixel + colours], header.top())
                        : eight[value];
            }
        }
    }

    /** What an ink and black leave of white. */
    private int left(int ink, int black) {
        long top = header.top();
        return (int) (((top - ink) * (top - black) + top / 2) / top);
    }
}
