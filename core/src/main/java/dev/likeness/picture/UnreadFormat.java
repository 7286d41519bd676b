package dev.likeness.picture;

import static dev.likeness.picture.PictureFormat.begins;
import static dev.likeness.picture.PictureFormat.text;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/** Names what is no picture that is read, and says what to do about it: for the error that refuses it. */
final class UnreadFormat {
    private static final int LOOKED_AT = 256;

    private UnreadFormat() {}

    /** What the bytes are and what to do, in a few words. */
    static String of(byte[] file) {
        byte[] head = Arrays.copyOf(file, Math.min(file.length, LOOKED_AT));
        if ("ftyp".equals(text(head, 4, 4))) {
            return ofBrands(head);
        }
        String name = plain(head);
        return name + ", which is not read; "
                + (name.startsWith("plain text") || name.startsWith("no ")
                        ? "check the path"
                        : "save it as PNG or JPEG");
    }

    /** The MP4 family says what it is by four letters, the major brand, and then by those it is compatible with. */
    private static String ofBrands(byte[] head) {
        int end = Math.min(head.length, Math.max(16, ByteBuffer.wrap(head).getInt(0)));
        StringBuilder brands = new StringBuilder(text(head, 8, 4));
        for (int at = 16; at + 4 <= end; at += 4) {
            brands.append(' ').append(text(head, at, 4));
        }
        String all = brands.toString().toLowerCase(Locale.ROOT);
        if (all.matches(".*\\bavi[fs]\\b.*")) {
            return "an AVIF picture, which is not read; convert it, such as with 'avifdec IN.avif OUT.png'";
        }
        if (all.matches(".*\\b(hei[cxms]|hev[cx]|mif1|msf1)\\b.*")) {
            return "a HEIC picture, which is not read; convert it, such as with 'heif-convert IN.heic OUT.jpg', or have"
                    + " the phone take or send JPEG";
        }
        String major = text(head, 8, 4).strip().replaceAll("[^ -~]", "?");
        return "a video or audio file (MP4 family, \"" + major + "\"), which is not read; save a frame as PNG or JPEG";
    }

    private static String plain(byte[] head) {
        if (begins(head, 0xff, 0x0a) || "JXL ".equals(text(head, 4, 4))) {
            return "a JPEG XL picture";
        }
        if ("jP  ".equals(text(head, 4, 4)) || begins(head, 0xff, 0x4f, 0xff, 0x51)) {
            return "a JPEG 2000 picture";
        }
        if (begins(head, '8', 'B', 'P', 'S')) {
            return "a Photoshop document";
        }
        if (begins(head, 0, 0, 1, 0)) {
            return "a Windows icon";
        }
        if (begins(head, '%', 'P', 'D', 'F')) {
            return "a PDF document";
        }
        if (begins(head, 'P', 'K', 3, 4)) {
            return "a zip archive";
        }
        String start = text(head, 0, LOOKED_AT).stripLeading();
        if (start.startsWith("<svg") || (start.startsWith("<?xml") && start.contains("<svg"))) {
            return "an SVG drawing";
        }
        if (start.startsWith("<")) {
            return "a web page or XML text";
        }
        return start.chars().allMatch(c -> c >= ' ' || Character.isWhitespace(c)) && isAscii(head)
                ? "plain text"
                : "no picture format that is known here";
    }

    private static boolean isAscii(byte[] head) {
        for (int i = 0; i < Math.min(head.length, LOOKED_AT); i++) {
            if (head[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
