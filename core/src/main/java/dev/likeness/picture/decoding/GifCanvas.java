package dev.likeness.picture.decoding;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The position of the first frame of a GIF on its canvas, the logical screen (GIF89a sec. 18 and 20). The first frame
 * of an animation often covers only a part; the rest is white, like transparency.
 *
 * @param width of the canvas, no less than the frame needs
 * @param height of the canvas
 * @param left of the frame
 * @param top of the frame
 */
record GifCanvas(int width, int height, int left, int top) {
    /** The canvas of a file with a first frame of this size; only the frame if the file is malformed. */
    static GifCanvas of(byte[] file, int frameWidth, int frameHeight) {
        GifCanvas frame = new GifCanvas(frameWidth, frameHeight, 0, 0);
        if (file.length < 13) {
            return frame;
        }
        ByteBuffer gif = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = descriptor(file);
        if (at < 0) {
            return frame;
        }
        int left = gif.getShort(at + 1) & 0xffff;
        int top = gif.getShort(at + 3) & 0xffff;
        return new GifCanvas(
                Math.max(gif.getShort(6) & 0xffff, left + frameWidth),
                Math.max(gif.getShort(8) & 0xffff, top + frameHeight),
                left,
                top);
    }

    /** The index of the first frame's image descriptor; -1 if there is none. */
    static int descriptor(byte[] file) {
        if (file.length < 13) {
            return -1;
        }
        int at = behindPalette(file);
        while (at + 9 <= file.length && file[at] == 0x21) {
            at = behindExtension(file, at);
        }
        return at + 10 <= file.length && file[at] == 0x2c ? at : -1;
    }

    /** The index behind the header and the palette of a file of at least 13 bytes. */
    static int behindPalette(byte[] file) {
        return 13 + ((file[10] & 0x80) == 0 ? 0 : 3 * (2 << (file[10] & 7)));
    }

    /**
     * The file without bytes of zero between its palette, extensions and first frame, where browsers skip them and the reader
     * fails.
     */
    static byte[] withoutPadding(byte[] file) {
        if (file.length < 13) {
            return file;
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        int from = 0; // of what was not copied yet
        int at = behindPalette(file);
        while (at < file.length && (file[at] == 0x21 || file[at] == 0)) {
            if (file[at] == 0x21) {
                at = behindExtension(file, at);
            } else {
                kept.write(file, from, at - from);
                from = ++at;
            }
        }
        if (from == 0 || at >= file.length || file[at] != 0x2c) {
            return file;
        }
        kept.write(file, from, file.length - from);
        return kept.toByteArray();
    }

    /** The index behind an extension: two bytes, then blocks, each after its length, to one of length 0. */
    static int behindExtension(byte[] file, int extension) {
        int at = extension + 2;
        while (at < file.length && file[at] != 0) {
            at += 1 + (file[at] & 0xff);
        }
        return at + 1;
    }

    /** The frame on its canvas. */
    Pixels lay(Pixels frame) {
        if (frame.width() == width && frame.height() == height) {
            return frame;
        }
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) 255);
        for (int y = 0; y < frame.height(); y++) {
            System.arraycopy(
                    frame.rgb(), 3 * y * frame.width(), rgb, 3 * ((top + y) * width + left), 3 * frame.width());
        }
        return new Pixels(width, height, rgb);
    }
}
