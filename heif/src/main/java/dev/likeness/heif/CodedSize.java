package dev.likeness.heif;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The sizes that coded pictures state in their own headers. Boxes can state others, and decoders allocate memory by these.
 * Headers that cannot be read are left to the decoder, which refuses them.
 */
final class CodedSize {
    private static final int HEVC_PARAMETERS = 33; // the type of a sequence parameter set
    private static final int AV1_SEQUENCE = 1;

    private CodedSize() {}

    /** A width and a height in pixels. */
    record Size(long width, long height) {}

    /** In the box {@code hvcC} (ISO/IEC 14496-15, sec. 8.3.3.1). */
    static List<Size> inHevcConfiguration(ByteBuffer box) {
        List<Size> sizes = new ArrayList<>();
        int at = 23;
        int arrays = box.limit() < at ? 0 : box.get(22) & 0xff;
        for (int i = 0; i < arrays && at + 3 <= box.limit(); i++) {
            int units = box.getShort(at + 1) & 0xffff;
            at += 3;
            for (int k = 0; k < units && at + 2 <= box.limit(); k++) {
                int length = Math.min(box.getShort(at) & 0xffff, box.limit() - at - 2);
                ofHevcUnit(box.slice(at + 2, length), sizes);
                at += 2 + length;
            }
        }
        return sizes;
    }

    /** In coded data: units after their lengths of four bytes. */
    static List<Size> inHevc(ByteBuffer data) {
        List<Size> sizes = new ArrayList<>();
        long at = 0;
        while (at + 4 < data.limit()) {
            long length = data.getInt((int) at) & 0xffffffffL;
            long inside = Math.min(length, data.limit() - at - 4);
            ofHevcUnit(data.slice((int) at + 4, (int) inside), sizes);
            at += 4 + length;
        }
        return sizes;
    }

    /** The size in a sequence parameter set (ITU-T H.265, sec. 7.3.2.2.1). */
    private static void ofHevcUnit(ByteBuffer unit, List<Size> sizes) {
        if (unit.limit() < 3 || (unit.get(0) >> 1 & 63) != HEVC_PARAMETERS) {
            return;
        }
        try {
            Bits bits = new Bits(withoutEmulation(unit));
            bits.skip(16 + 4);
            int layers = (int) bits.next(3);
            bits.skip(1 + 96); // the profile and the level
            int profiles = 0;
            int levels = 0;
            for (int i = 0; i < layers; i++) {
                profiles += (int) bits.next(1);
                levels += (int) bits.next(1);
            }
            bits.skip((layers > 0 ? 2 * (8 - layers) : 0) + 88 * profiles + 8 * levels);
            bits.exponential();
            if (bits.exponential() == 3) { // the chroma format
                bits.skip(1);
            }
            sizes.add(new Size(bits.exponential(), bits.exponential()));
        } catch (EOFException e) {
            // the decoder refuses it
        }
    }

    /** A byte 3 after two zeros only prevents a start code (sec. 7.4.2). */
    private static ByteBuffer withoutEmulation(ByteBuffer unit) {
        ByteBuffer plain = ByteBuffer.allocate(Math.min(unit.limit(), 1 << 12));
        int zeros = 0;
        for (int i = 0; i < unit.limit() && plain.hasRemaining(); i++) {
            byte value = unit.get(i);
            if (zeros >= 2 && value == 3) {
                zeros = 0;
                continue;
            }
            zeros = value == 0 ? zeros + 1 : 0;
            plain.put(value);
        }
        return plain.flip();
    }

    /** In the box {@code av1C} (AV1 in ISOBMFF 1.2, sec. 2.3). */
    static List<Size> inAv1Configuration(ByteBuffer box) {
        return box.limit() <= 4 ? List.of() : inAv1(box.slice(4, box.limit() - 4));
    }

    /** In coded data: open bitstream units (AV1, sec. 5.3). */
    static List<Size> inAv1(ByteBuffer data) {
        List<Size> sizes = new ArrayList<>();
        Bits bits = new Bits(data);
        try {
            while (bits.bytesLeft() > 0) {
                int head = (int) bits.next(8);
                bits.skip((head & 4) != 0 ? 8 : 0);
                long length = (head & 2) != 0 ? bits.leb128() : bits.bytesLeft();
                if (length > bits.bytesLeft()) {
                    length = bits.bytesLeft();
                }
                if ((head >> 3 & 15) == AV1_SEQUENCE) {
                    ofAv1Sequence(new Bits(bits.bytes((int) length)), sizes);
                } else {
                    bits.bytes((int) length);
                }
            }
        } catch (EOFException e) {
            // the decoder refuses it
        }
        return sizes;
    }

    /** The size in a sequence header (AV1, sec. 5.5). */
    private static void ofAv1Sequence(Bits bits, List<Size> sizes) {
        try {
            bits.skip(4); // the profile, and whether it is a still picture
            if (bits.next(1) == 1) { // a short header
                bits.skip(5);
            } else {
                operatingPoints(bits);
            }
            int widthBits = (int) bits.next(4) + 1;
            int heightBits = (int) bits.next(4) + 1;
            sizes.add(new Size(bits.next(widthBits) + 1, bits.next(heightBits) + 1));
        } catch (EOFException e) {
            // the decoder refuses it
        }
    }

    private static void operatingPoints(Bits bits) throws EOFException {
        int delayBits = 0;
        if (bits.next(1) == 1) { // timing
            bits.skip(64);
            if (bits.next(1) == 1) {
                bits.exponential();
            }
            if (bits.next(1) == 1) { // a decoder model
                delayBits = (int) bits.next(5) + 1;
                bits.skip(32 + 5 + 5);
            }
        }
        boolean delays = bits.next(1) == 1;
        int points = (int) bits.next(5) + 1;
        for (int i = 0; i < points; i++) {
            bits.skip(12);
            bits.skip(bits.next(5) > 7 ? 1 : 0);
            if (delayBits > 0 && bits.next(1) == 1) {
                bits.skip(2 * delayBits + 1);
            }
            if (delays && bits.next(1) == 1) {
                bits.skip(4);
            }
        }
    }
}
