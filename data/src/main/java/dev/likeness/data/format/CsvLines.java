package dev.likeness.data.format;

import dev.likeness.error.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text file, one at a time: in UTF-8, or in UTF-16 or UTF-32 with a byte order mark. A line that is too long
 * or contains invalid UTF-8 is returned with its fault, and reading continues.
 */
final class CsvLines implements AutoCloseable {
    /** The maximum length of a line in characters: far more than any path, far less than memory. */
    static final int MAX_LENGTH = 1 << 20;

    /** The length from which on a line is taken to have no end, such as in a device: reading the others would not end either. */
    private static final long ENDLESS = 1L << 27;

    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

    private final String name;
    private final BufferedReader in;
    private final boolean utf8;
    private final Deque<Line> returned = new ArrayDeque<>();
    private long number;
    private boolean afterReturn;

    /**
     * A line without its line end.
     *
     * @param number counted from 1
     * @param fault why the line is invalid; null if it is valid
     */
    record Line(long number, String text, @Nullable String fault) {}

    /** @param name how errors name the file */
    CsvLines(InputStream stream, String name) {
        this.name = name;
        try {
            PushbackInputStream bytes = new PushbackInputStream(stream, 4);
            Charset charset = charset(bytes);
            utf8 = charset.equals(StandardCharsets.UTF_8);
            // UTF-8 is decoded line by line, so that an invalid byte affects its line only.
            in = new BufferedReader(new InputStreamReader(bytes, utf8 ? StandardCharsets.ISO_8859_1 : charset));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Charset charset(PushbackInputStream bytes) throws IOException {
        byte[] head = bytes.readNBytes(4);
        bytes.unread(head);
        int first = head.length < 2 ? 0 : (head[0] & 0xff) << 8 | (head[1] & 0xff);
        int second = head.length < 4 ? -1 : (head[2] & 0xff) << 8 | (head[3] & 0xff);
        if (first == 0xfffe) {
            return second == 0 ? UTF_32LE : StandardCharsets.UTF_16LE;
        }
        if (first == 0xfeff) {
            return StandardCharsets.UTF_16BE;
        }
        return first == 0 && second == 0xfeff ? UTF_32BE : StandardCharsets.UTF_8;
    }

    /** The next line; null at the end. */
    @Nullable
    Line next() {
        Line again = returned.poll();
        if (again != null) {
            return again;
        }
        try {
            return read();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Pushes a line back, so that it is read again. Of several lines, the last one pushed is read first. */
    void pushBack(Line line) {
        returned.push(line);
    }

    private @Nullable Line read() throws IOException {
        int c = in.read();
        if (c == '\n' && afterReturn) {
            c = in.read(); // the second character of a CR LF
        }
        afterReturn = false;
        if (c < 0) {
            return null;
        }
        number++;
        StringBuilder text = new StringBuilder();
        long length = 0;
        for (; c >= 0 && c != '\n' && c != '\r'; c = in.read()) {
            if (length < MAX_LENGTH) {
                text.append((char) c);
            }
            length++;
            if (length > ENDLESS) {
                throw new InputException(name + ": row " + number + " has more than " + ENDLESS
                        + " characters and no end; name a text file with a row for each pair or picture");
            }
        }
        boolean tooLong = length > MAX_LENGTH;
        afterReturn = c == '\r';
        if (tooLong) {
            text.setLength(100);
            return new Line(number, text + "..", "it is longer than " + MAX_LENGTH + " characters");
        }
        return utf8 ? decoded(text.toString()) : unmarked(text.toString(), null);
    }

    private Line decoded(String latin) {
        if (latin.chars().allMatch(c -> c < 0x80)) {
            return new Line(number, latin, null);
        }
        byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return unmarked(text, null);
        } catch (CharacterCodingException e) {
            return unmarked(
                    new String(bytes, StandardCharsets.UTF_8),
                    "it contains bytes that are not UTF-8; save the file as UTF-8");
        }
    }

    /** Without the byte order mark, which some programs write twice. */
    private Line unmarked(String text, @Nullable String fault) {
        int start = 0;
        while (number == 1 && start < text.length() && text.charAt(start) == '\ufeff') {
            start++;
        }
        return new Line(number, text.substring(start), fault);
    }

    private InputException unreadable(IOException e) {
        return new InputException(
                name + ": cannot be read (" + e.getMessage() + "); check that it is a file and that you may read it",
                e);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
