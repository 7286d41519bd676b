package dev.likeness.picture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The picture formats that are read, told apart by their first bytes: names lie, and asking every ImageIO plug-in in
 * turn would load them all.
 */
enum PictureFormat {
    JPEG("JPEG"),
    PNG("PNG"),
    GIF("GIF"),
    BMP("BMP"),
    TIFF("TIFF"),
    WEBP("WebP"),
    PNM("PNM");

    static final String ALL = "JPEG, PNG, WebP, TIFF, GIF, BMP and PNM";

    /** Enough bytes of a file to tell its format. */
    static final int MAGIC_BYTES = 256;

    /** As people write it, and as ImageIO knows it. */
    final String label;

    PictureFormat(String label) {
        this.label = label;
    }

    /** The format that these bytes begin like, or null if it is none that is read. */
    static @Nullable PictureFormat of(byte[] head) {
        if (begins(head, 0xff, 0xd8, 0xff)) {
            return JPEG;
        }
        if (begins(head, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return PNG;
        }
        if (begins(head, 'G', 'I', 'F', '8')) {
            return GIF;
        }
        if (begins(head, 'B', 'M')) {
            return BMP;
        }
        if (begins(head, 'I', 'I', 42, 0)
                || begins(head, 'M', 'M', 0, 42)
                || begins(head, 'I', 'I', 43, 0)
                || begins(head, 'M', 'M', 0, 43)) {
            return TIFF;
        }
        if (begins(head, 'R', 'I', 'F', 'F') && "WEBP".equals(text(head, 8, 4))) {
            return WEBP;
        }
        if (head.length > 2 && head[0] == 'P' && head[1] >= '1' && head[1] <= '7' && head[2] <= ' ') {
            return PNM;
        }
        return null;
    }

    /** What the bytes are, in a few words, where {@link #of} found none: for the error that refuses them. */
    static String describe(byte[] head) {
        String brand = "ftyp".equals(text(head, 4, 4)) ? text(head, 8, 4) : "";
        return switch (brand) {
            case "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1" -> "a HEIC picture";
            case "avif", "avis" -> "an AVIF picture";
            case "" -> describePlain(head);
            default -> "a video or audio file (MP4 family, \"" + brand.strip() + "\")";
        };
    }

    private static String describePlain(byte[] head) {
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
        String start = text(head, 0, MAGIC_BYTES).stripLeading();
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
        for (int i = 0; i < Math.min(head.length, MAGIC_BYTES); i++) {
            if (head[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean begins(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] head, int from, int length) {
        return from >= head.length
                ? ""
                : new String(
                        Arrays.copyOfRange(head, from, Math.min(head.length, from + length)),
                        StandardCharsets.ISO_8859_1);
    }
}
