package dev.likeness.picture.decoding;

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

    static boolean begins(byte[] head, int... magic) {
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

    static String text(byte[] head, int from, int length) {
        return from >= head.length
                ? ""
                : new String(
                        Arrays.copyOfRange(head, from, Math.min(head.length, from + length)),
                        StandardCharsets.ISO_8859_1);
    }
}
