package dev.likeness.heif;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Boxes, of which a HEIF file consists (ISO/IEC 14496-12, sec. 4.2): each has a size, a type and a body. */
final class Boxes {
    private static final int MAX_BOXES = 100_000;

    /** The types of the outermost boxes (ISO/IEC 14496-12, sec. 6.2, and 23008-12). */
    private static final Set<String> OF_FILES = Set.of(
            "ftyp", "meta", "mdat", "idat", "moov", "moof", "mfra", "free", "skip", "wide", "uuid", "pdin", "styp",
            "sidx", "ssix", "prft", "meco", "udta", "jumb");

    private Boxes() {}

    /**
     * One box.
     *
     * @param type four letters
     * @param body its contents, from position 0
     */
    record Box(String type, ByteBuffer body) {
        /** The body after the version and the flags of a full box. */
        ByteBuffer afterFlags() throws IOException {
            if (body.limit() < 4) {
                throw new IOException("its box '" + type + "' has no version");
            }
            return body.slice(4, body.limit() - 4);
        }

        /** The version of a full box; 0 if it is empty. */
        int version() {
            return body.limit() < 4 ? 0 : body.get(0) & 0xff;
        }
    }

    /**
     * The boxes of a file. Bytes after the last box are not part of it: phones and programs append what is no box.
     *
     * @throws EOFException if a box that files have is longer than the file
     * @throws IOException if there are more than {@value #MAX_BOXES}, or a size is invalid
     */
    static List<Box> ofFile(ByteBuffer file) throws IOException {
        return in(file, type -> !OF_FILES.contains(type));
    }

    /**
     * The boxes of another box.
     *
     * @throws EOFException if the last box is longer than what contains it
     * @throws IOException if there are more than {@value #MAX_BOXES}, or a size is invalid
     */
    static List<Box> in(ByteBuffer container) throws IOException {
        return in(container, type -> false);
    }

    /** @param isForeign whether an invalid box of a type is not part of the container, and ends it */
    private static List<Box> in(ByteBuffer container, Predicate<String> isForeign) throws IOException {
        List<Box> boxes = new ArrayList<>();
        long at = 0;
        long end = container.limit();
        while (at + 8 <= end) {
            long size = container.getInt((int) at) & 0xffffffffL;
            int head = 8;
            if (size == 1) {
                if (at + 16 > end) {
                    if (isForeign.test(text(container, (int) at + 4))) {
                        break;
                    }
                    throw new EOFException("a box ends early");
                }
                size = container.getLong((int) at + 8);
                head = 16;
            } else if (size == 0) {
                size = end - at; // up to the end
            }
            String type = text(container, (int) at + 4);
            if ((size < head || size > end - at) && !boxes.isEmpty() && isForeign.test(type)) {
                break;
            }
            if (size < head || boxes.size() == MAX_BOXES) {
                throw new IOException("its box '" + printable(type) + "' has a size of " + size + " bytes");
            }
            if (size > end - at) {
                throw new EOFException("its box '" + printable(type) + "' ends early");
            }
            boxes.add(new Box(type, container.slice((int) at + head, (int) size - head)));
            at += size;
        }
        return boxes;
    }

    /** The first box of a type; null if there is none. */
    static @Nullable Box first(List<Box> boxes, String type) {
        return boxes.stream().filter(box -> box.type().equals(type)).findFirst().orElse(null);
    }

    static String text(ByteBuffer bytes, int at) {
        byte[] four = new byte[4];
        bytes.get(at, four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }

    static String printable(String type) {
        return type.replaceAll("[^ -~]", "?");
    }
}
