package dev.likeness.picture.decoding;

import static dev.likeness.picture.decoding.PictureFormat.begins;
import static dev.likeness.picture.decoding.PictureFormat.text;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Identifies unsupported file types for error messages. */
final class UnsupportedFormat {
    private static final int HEAD_BYTES = 4096; // SVG files may begin with long comments

    private UnsupportedFormat() {}

    /** The type of the bytes and the next step, as a short text. */
    static String of(byte[] file) {
        byte[] head = Arrays.copyOf(file, Math.min(file.length, HEAD_BYTES));
        if ("ftyp".equals(text(head, 4, 4))) {
            return ofBrands(head);
        }
        String name = plain(head);
        if (name.startsWith("not ")) {
            return name + "; check the path";
        }
        return name + ", which is not supported; "
                + (name.startsWith("plain text") ? "check the path" : "save it as PNG or JPEG");
    }

    /** The MP4 family states its type by four letters, the major brand, followed by the compatible brands. */
    private static String ofBrands(byte[] head) {
        int end = Math.min(head.length, Math.max(16, ByteBuffer.wrap(head).getInt(0)));
        StringBuilder brands = new StringBuilder(text(head, 8, 4));
        for (int at = 16; at + 4 <= end; at += 4) {
            brands.append(' ').append(text(head, at, 4));
        }
        String all = brands.toString().toLowerCase(Locale.ROOT);
        if (all.matches(".*\\bavi[fs]\\b.*")) {
            return "an AVIF picture, which is not supported; add the module likeness-heif, or convert it, such as with"
                    + " 'avifdec IN.avif OUT.png'";
        }
        if (all.matches(".*\\b(hei[cxms]|hev[cx]|mif1|msf1)\\b.*")) {
            return "a HEIC picture, which is not supported; add the module likeness-heif, or convert it, such as with"
                    + " 'heif-convert IN.heic OUT.jpg', or set the phone to take or send JPEG";
        }
        if (text(head, 8, 4).equals("crx ")) {
            return "a raw photograph (CR3), which is not supported; save it as PNG or JPEG";
        }
        String major = text(head, 8, 4).strip().replaceAll("[^ -~]", "?");
        return "a video or audio file (MP4 family, \"" + major + "\"), which is not supported; save a frame as PNG"
                + " or JPEG";
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
        String rest = ofOthers(head);
        if (rest != null) {
            return rest;
        }
        String start = text(head, begins(head, 0xef, 0xbb, 0xbf) ? 3 : 0, HEAD_BYTES)
                .replace("\0", "") // of UTF-16
                .replaceFirst("^(\u00ff\u00fe|\u00fe\u00ff)", "")
                .stripLeading();
        if (start.startsWith("version https://git-lfs")) {
            return "a pointer of Git LFS (fetch the file with 'git lfs pull')";
        }
        if (start.startsWith("<svg") || (start.startsWith("<?xml") && start.contains("<svg"))) {
            return "an SVG drawing";
        }
        if (start.startsWith("<")) {
            return "a web page or XML text";
        }
        return start.chars().allMatch(c -> c >= ' ' || Character.isWhitespace(c)) && isAscii(head)
                ? "plain text"
                : "not a known picture format";
    }

    private static @Nullable String ofOthers(byte[] head) {
        if (begins(head, 'I', 'I', 'U', 0) || begins(head, 'I', 'I', 'R', 'O') || begins(head, 'I', 'I', 'R', 'S')) {
            return "a raw photograph (RW2 or ORF)";
        }
        if (begins(head, 'I', 'I', 0xbc, 1)) {
            return "a JPEG XR picture";
        }
        if (text(head, 0, 8).equals("FUJIFILM") || begins(head, 'F', 'O', 'V', 'b') || begins(head, 0, 'M', 'R', 'M')) {
            return "a raw photograph (RAF, X3F or MRW)";
        }
        if (begins(head, 'v', '/', '1', 1)) {
            return "an OpenEXR picture";
        }
        if (text(head, 0, 2).equals("#?")) {
            return "a Radiance HDR picture";
        }
        if (begins(head, 'P', 'F', '\n') || begins(head, 'P', 'f', '\n')) {
            return "a portable float map";
        }
        if (text(head, 0, 9).equals("SIMPLE  =")) {
            return "a FITS picture";
        }
        if (text(head, 0, 4).equals("DDS ") || text(head, 1, 3).equals("KTX")) {
            return "a texture (DDS or KTX)";
        }
        if (text(head, 0, 4).equals("qoif")) {
            return "a QOI picture";
        }
        if (begins(head, 0x8a, 'M', 'N', 'G') || begins(head, 0x8b, 'J', 'N', 'G')) {
            return "an MNG or JNG picture";
        }
        if (text(head, 128, 4).equals("DICM")) {
            return "a DICOM picture";
        }
        if (text(head, 0, 8).equals("gimp xcf")) {
            return "a GIMP document";
        }
        if (begins(head, 0, 0, 2, 0)) {
            return "a Windows cursor or a Targa picture";
        }
        return begins(head, 0, 0, 10, 0)
                        || head.length > 18 && head[0] == 0 && head[1] == 0 && (head[2] == 2 || head[2] == 3)
                ? "a Targa picture"
                : ofFiles(head);
    }

    private static @Nullable String ofFiles(byte[] head) {
        if (begins(head, '%', '!', 'P', 'S') || begins(head, 0xc5, 0xd0, 0xd3, 0xc6)) {
            return "a PostScript document (EPS)";
        }
        if (begins(head, 0x1f, 0x8b)
                || begins(head, 'B', 'Z', 'h')
                || begins(head, 0xfd, '7', 'z', 'X', 'Z')
                || begins(head, 0x28, 0xb5, 0x2f, 0xfd)
                || begins(head, '7', 'z', 0xbc, 0xaf)
                || begins(head, 'R', 'a', 'r', '!')) {
            return "a compressed file";
        }
        if (begins(head, 0x1a, 0x45, 0xdf, 0xa3) || text(head, 8, 4).equals("AVI ") || begins(head, 0, 0, 1, 0xba)) {
            return "a video file";
        }
        if (begins(head, 0, 5, 0x16, 7) || begins(head, 0, 5, 0x16, 0)) {
            return "a file with macOS attributes (AppleDouble)";
        }
        if (begins(head, 'B', 'P', 'G', 0xfb)) {
            return "a BPG picture";
        }
        return begins(head, 0xd0, 0xcf, 0x11, 0xe0) ? "an Office document" : null;
    }

    /** ASCII without control characters, except those of lines and of colours in a terminal. */
    private static boolean isAscii(byte[] head) {
        for (int i = 0; i < Math.min(head.length, HEAD_BYTES); i++) {
            boolean control = head[i] >= 0 && head[i] < ' ' && "\t\n\f\r\b\u001b".indexOf(head[i]) < 0;
            if (head[i] < 0 || control) {
                return false;
            }
        }
        return true;
    }
}
