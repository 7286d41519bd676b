package dev.likeness.server.request;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Splits a body of the media type {@code multipart/form-data} (RFC 7578, RFC 2046 sec. 5.1) into its fields. Everything stays
 * in memory: no name of the request becomes the name of a file.
 */
final class Multipart {
    private static final int MAX_FIELDS = 16;
    private static final int MAX_HEADER = 4096;
    private static final String END = "-".repeat(2); // behind the last boundary
    private static final byte[] HEADER_END = {'\r', '\n', '\r', '\n'};

    private final byte[] bytes;
    private final int length;
    private final byte[] delimiter;

    private Multipart(byte[] bytes, int length, byte[] boundary) {
        this.bytes = bytes;
        this.length = length;
        this.delimiter =
                ("\r\n--" + new String(boundary, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The fields.
     *
     * @throws Problem if the media type is another one, or the body is malformed
     */
    static Form of(byte[] bytes, int length, @Nullable String contentType) {
        return new Multipart(bytes, length, Form.boundary(contentType)).form();
    }

    private Form form() {
        Form form = new Form();
        int at = first();
        int fields = 0;
        while (!startsWith(at, END)) {
            if (++fields > MAX_FIELDS) {
                throw Problem.invalid("the body has more than " + MAX_FIELDS + " fields, the limit");
            }
            int header = endOfLine(at);
            int end = find(HEADER_END, header - 2, header + MAX_HEADER); // a field without a header ends at once
            if (end < 0) {
                throw malformed("the header of a field has no end within " + MAX_HEADER + " bytes");
            }
            int content = end + HEADER_END.length;
            int next = find(delimiter, content, length);
            if (next < 0) {
                throw malformed("the last boundary is missing; the body may be cut off");
            }
            String name = name(new String(bytes, header, Math.max(0, end - header), StandardCharsets.UTF_8));
            form.add(name, Arrays.copyOfRange(bytes, content, next));
            at = next + delimiter.length;
        }
        return form;
    }

    /** Behind the first boundary, which may be the begin of the body. */
    private int first() {
        int without = delimiter.length - 2;
        if (length >= without && Arrays.equals(bytes, 0, without, delimiter, 2, delimiter.length)) {
            return without;
        }
        int found = find(delimiter, 0, length);
        if (found < 0) {
            throw malformed("the boundary of its media type is not in it");
        }
        return found + delimiter.length;
    }

    /** Behind the line break after a boundary; blanks are allowed before it. */
    private int endOfLine(int from) {
        int at = from;
        while (at < length && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        if (!startsWith(at, "\r\n")) {
            throw malformed("there is no line break after a boundary");
        }
        return at + 2;
    }

    private boolean startsWith(int at, String text) {
        if (at < 0 || at + text.length() > length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The first place of some bytes from a place on and before another; -1 if there is none. */
    private int find(byte[] wanted, int from, int before) {
        int last = Math.min(before, length) - wanted.length;
        for (int at = Math.max(0, from); at <= last; at++) {
            if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private static String name(String header) {
        for (String line : header.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0
                    && line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals("content-disposition")) {
                Map<String, String> parameters = Parameters.of(line.substring(colon + 1));
                String name = parameters.get("name");
                if (name != null && name.matches("[A-Za-z0-9_]{1,50}")) {
                    return name;
                }
                throw Problem.invalid("the name of a field is '" + (name == null ? "" : shortened(name))
                        + "'; allowed: letters, digits and underscores, at most 50");
            }
        }
        throw malformed("a field has no header Content-Disposition with a name");
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    private static Problem malformed(String why) {
        return Problem.invalid("the body is not valid multipart/form-data: " + why);
    }
}
