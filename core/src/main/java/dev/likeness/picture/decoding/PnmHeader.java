package dev.likeness.picture.decoding;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The header of a PBM, PGM, PPM or PAM file, as netpbm defines them.
 *
 * @param kind the digit after the P: 1 to 3 in text, 4 to 6 in bytes, 7 for PAM
 * @param bands samples of one pixel: 1 to 5
 * @param inks whether the colours are cyan, magenta, yellow and black
 * @param top the largest value of a sample, 1 to 65535
 * @param end the index of the first byte after the header
 */
record PnmHeader(char kind, int width, int height, int bands, boolean inks, int top, int end) {
    private static final int MAX_TOP = 65_535;

    /** Whether the samples are text. */
    boolean plain() {
        return kind <= '3';
    }

    /** Whether the samples are bits, with 1 for black. */
    boolean bits() {
        return kind == '1' || kind == '4';
    }

    /** The number of colour samples of one pixel, without its opacity. */
    int colours() {
        return inks ? 4 : bands < 3 ? 1 : 3;
    }

    /** @throws IOException if it is damaged, or of an unsupported type */
    static PnmHeader of(byte[] file) throws IOException {
        PnmText text = new PnmText(file, 2);
        char kind = (char) file[1];
        if (kind == '7') {
            return ofPam(text);
        }
        int width = text.number();
        int height = text.number();
        int top = kind == '1' || kind == '4' ? 1 : text.number();
        int bands = kind == '3' || kind == '6' ? 3 : 1;
        return checked(new PnmHeader(kind, width, height, bands, false, top, text.at() + 1));
    }

    private static PnmHeader ofPam(PnmText text) throws IOException {
        int width = 0;
        int height = 0;
        int depth = 0;
        int top = 0;
        StringBuilder tuple = new StringBuilder();
        for (String line = text.line(); !line.equals("ENDHDR"); line = text.line()) {
            String[] words = line.split("\\s+", 2);
            String value = words.length < 2 ? "" : words[1];
            switch (words[0]) {
                case "WIDTH" -> width = PnmText.number(value);
                case "HEIGHT" -> height = PnmText.number(value);
                case "DEPTH" -> depth = PnmText.number(value);
                case "MAXVAL" -> top = PnmText.number(value);
                case "TUPLTYPE" -> tuple.append(tuple.isEmpty() ? "" : " ").append(value);
                case "332" -> throw new UnsupportedTypeException("a thumbnail of the program XV");
                default -> {
                    if (!words[0].isEmpty() && !words[0].startsWith("#")) {
                        throw new IOException("its header has a line that PAM does not define");
                    }
                }
            }
        }
        String colours = tuple.toString().toUpperCase(Locale.ROOT);
        return checked(new PnmHeader('7', width, height, depth, inks(colours, depth), top, text.at()));
    }

    /** By the name of its tuples, or by their length if they have no name. */
    private static boolean inks(String tuple, int depth) throws UnsupportedTypeException {
        boolean alpha = tuple.endsWith("_ALPHA");
        int expected = switch (alpha ? tuple.substring(0, tuple.length() - "_ALPHA".length()) : tuple) {
            case "BLACKANDWHITE", "GRAYSCALE" -> 1;
            case "RGB" -> 3;
            case "CMYK" -> 4;
            case "" -> depth <= 4 ? depth : -1;
            default -> -1;
        };
        if (expected < 0 || depth != (alpha ? expected + 1 : expected)) {
            throw new UnsupportedTypeException("a PAM picture of " + depth + " samples in each pixel"
                    + (tuple.isEmpty() ? "" : " with the name \"" + tuple.replaceAll("[^ -~]", "?") + "\""));
        }
        return tuple.startsWith("CMYK");
    }

    private static PnmHeader checked(PnmHeader header) throws IOException {
        if (header.width < 1 || header.height < 1 || header.bands < 1) {
            throw new IOException("its header states " + header.width + "x" + header.height + " pixels");
        }
        if (header.top < 1 || header.top > MAX_TOP) {
            throw new IOException(
                    "its largest value is stated as " + header.top + "; 1 to " + MAX_TOP + " are allowed");
        }
        return header;
    }

    /** Words, numbers and lines of a file, with comments from # to the end of their line. */
    static final class PnmText {
        private static final int MAX_DIGITS = 9;

        private final byte[] file;
        private int at;

        PnmText(byte[] file, int at) {
            this.file = file;
            this.at = at;
        }

        /** The index of the next byte. */
        int at() {
            return at;
        }

        /** The next number; stops after its last digit. */
        int number() throws IOException {
            skip();
            int start = at;
            long value = 0;
            while (at < file.length && file[at] >= '0' && file[at] <= '9') {
                value = value * 10 + file[at++] - '0';
                if (at - start > MAX_DIGITS) {
                    throw new IOException("a number at byte " + start + " is too large");
                }
            }
            if (at == start) {
                throw new IOException("byte " + at + " is not part of a number");
            }
            return (int) value;
        }

        /** The next 0 or 1, which needs no space after it. */
        int bit() throws IOException {
            skip();
            int value = file[at] - '0';
            if (value != 0 && value != 1) {
                throw new IOException("byte " + at + " is not 0 or 1");
            }
            at++;
            return value;
        }

        String line() throws EOFException {
            int start = at;
            while (at < file.length && file[at] != '\n') {
                at++;
            }
            if (at == file.length) {
                throw new EOFException("the header does not end");
            }
            return new String(file, start, at++ - start, StandardCharsets.ISO_8859_1).strip();
        }

        static int number(String word) throws IOException {
            if (!word.matches("[0-9]{1," + MAX_DIGITS + "}")) {
                throw new IOException("its header has a line without its number");
            }
            return Integer.parseInt(word);
        }

        private void skip() throws EOFException {
            while (at < file.length && (file[at] == '#' || isSpace(file[at]))) {
                if (file[at] == '#') {
                    while (at < file.length && file[at] != '\n' && file[at] != '\r') {
                        at++;
                    }
                } else {
                    at++;
                }
            }
            if (at == file.length) {
                throw new EOFException("the next number is missing");
            }
        }

        private static boolean isSpace(byte b) {
            return b == ' ' || b >= '\t' && b <= '\r';
        }
    }
}
