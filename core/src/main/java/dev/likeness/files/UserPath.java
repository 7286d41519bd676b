package dev.likeness.files;

import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import java.io.File;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts text from users (an argument, a table cell, a recipe field) to paths, and paths to text.
 *
 * <p>On Unix a file name is a sequence of bytes. Java converts names with the encoding of the locale at its start, and
 * replaces characters that the encoding lacks, so that two names can become equal. The methods here keep the bytes. A
 * byte that is not valid UTF-8 is {@code U+DC80} to {@code U+DCFF} in text for a path (as in PEP 383), and {@code \xE9}
 * in text for people.
 */
public final class UserPath {
    private static final char REPLACEMENT = '\ufffd';
    private static final int FIRST_ESCAPE = 0xdc80;
    private static final int LAST_ESCAPE = 0xdcff;
    private static final String PLAIN = "/-._~";

    /**
     * A byte as {@link #text} writes it; a backslash that would look like the start of such a code is written as a
     * code, too.
     */
    private static final Pattern CODE = Pattern.compile("\\\\x([0-9A-F]{2})");

    private UserPath() {}

    /**
     * A path, relative to the current folder.
     *
     * @param what the name of the text in errors, such as {@code output folder}
     * @throws InputException if the text is empty or cannot name a file
     */
    public static Path of(String text, String what) {
        return resolve(Path.of(""), text, what);
    }

    /**
     * A path, relative to a folder.
     *
     * @param what the name of the text in errors, such as {@code row 3, column a}
     * @throws InputException if the text is empty or cannot name a file
     */
    public static Path resolve(Path folder, String text, String what) {
        if (text.isEmpty()) {
            throw new InputException(what + " is empty; give the path of a file or folder");
        }
        if (text.indexOf('\0') >= 0) {
            throw new InputException(
                    what + ": \"" + text + "\" is not a path, as it contains the character NUL; correct it");
        }
        Path path = folder.resolve(path(text, what));
        // A real file may have this character in its name.
        if (text.indexOf(REPLACEMENT) >= 0 && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw unknownBytes(text, what);
        }
        return path;
    }

    private static Path path(String text, String what) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            if (File.separatorChar != '/') {
                throw new InputException(
                        what + ": \"" + text + "\" is not a path on this system (" + e.getReason() + "); correct it",
                        e);
            }
            return exact(text, what);
        }
    }

    /** The path of exactly these bytes in every locale: Java does not use the locale for the path of a URI. */
    private static Path exact(String text, String what) {
        StringBuilder uri = new StringBuilder("file:///");
        for (byte each : bytes(text, what)) {
            char letter = (char) (each & 0xff);
            boolean plain = letter < 0x80 && (Character.isLetterOrDigit(letter) || PLAIN.indexOf(letter) >= 0);
            if (plain) {
                if (letter != '/' || uri.charAt(uri.length() - 1) != '/') {
                    uri.append(letter);
                }
            } else {
                uri.append(String.format(Locale.ROOT, "%%%02X", (int) letter));
            }
        }
        Path absolute = Path.of(URI.create(uri.toString()));
        return text.startsWith("/") ? absolute : absolute.subpath(0, absolute.getNameCount());
    }

    private static byte[] bytes(String text, String what) {
        ByteBuffer bytes = ByteBuffer.allocate(3 * text.length());
        for (int at = 0; at < text.length(); ) {
            int letter = text.codePointAt(at);
            at += Character.charCount(letter);
            if (letter >= FIRST_ESCAPE && letter <= LAST_ESCAPE) {
                bytes.put((byte) letter);
            } else if (Character.getType(letter) == Character.SURROGATE) {
                throw new InputException(what + ": \"" + text + "\" is not valid text; correct it");
            } else {
                bytes.put(Character.toString(letter).getBytes(StandardCharsets.UTF_8));
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static InputException unknownBytes(String text, String what) {
        String encoding = System.getProperty("sun.jnu.encoding", "unknown");
        return new InputException(
                what + ": \"" + text + "\" contains characters that Java cannot read in the encoding " + encoding
                        + " of the locale",
                new Remedy(Remedy.Action.SET_UTF8_LOCALE));
    }

    /**
     * The bytes of an argument or a file name as text; {@link #of} turns this text into the path of the same bytes.
     */
    public static String decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports invalid bytes
        ByteBuffer in = ByteBuffer.wrap(bytes);
        StringBuilder text = new StringBuilder();
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            text.append(out.flip());
            out.clear();
            if (result.isUnderflow()) {
                return text.toString();
            }
            if (!result.isMalformed()) {
                throw new UncheckedIOException(new CharacterCodingException());
            }
            for (int i = 0; i < result.length(); i++) {
                text.append((char) (0xdc00 + (in.get() & 0xff)));
            }
            decoder.reset();
        }
    }

    /** A path as text for people and for names. Different paths have different texts in every locale. */
    public static String text(Path path) {
        String text = path.toString();
        if (File.separatorChar != '/' || (text.indexOf(REPLACEMENT) < 0 && !hasCode(text))) {
            return text;
        }
        StringBuilder exact = new StringBuilder(path.isAbsolute() ? "/" : "");
        for (Path part : path) {
            exact.append(exact.isEmpty() || exact.charAt(exact.length() - 1) == '/' ? "" : "/");
            CODE.matcher(decode(name(part)))
                    .replaceAll("\\\\x5Cx$1")
                    .codePoints()
                    .forEach(letter -> {
                        if (letter >= FIRST_ESCAPE && letter <= LAST_ESCAPE) {
                            exact.append(String.format(Locale.ROOT, "\\x%02X", letter & 0xff));
                        } else {
                            exact.appendCodePoint(letter);
                        }
                    });
        }
        return exact.toString();
    }

    /** The path in a folder for a text from {@link #text}. */
    public static Path ofText(Path folder, String text) {
        if (File.separatorChar != '/' || !hasCode(text)) {
            return folder.resolve(path(text, "the file"));
        }
        String exact = CODE.matcher(text)
                .replaceAll(code -> Matcher.quoteReplacement(byteText(Integer.parseInt(code.group(1), 16))));
        return folder.resolve(path(exact, "the file"));
    }

    /** The last name in a recorded path, of this system or another. */
    public static String lastName(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(path.lastIndexOf(File.separatorChar, end - 1) + 1, end);
    }

    private static String byteText(int code) {
        return String.valueOf((char) (code < 0x80 ? code : 0xdc00 + code));
    }

    private static boolean hasCode(String text) {
        return text.indexOf('\\') >= 0 && CODE.matcher(text).find();
    }

    /** The bytes of one name, from its URI. */
    private static byte[] name(Path part) {
        String uri = part.toUri().getRawPath();
        int end = uri.endsWith("/") ? uri.length() - 1 : uri.length(); // the URI of a folder ends with a slash
        String name = uri.substring(uri.lastIndexOf('/', end - 1) + 1, end);
        ByteBuffer bytes = ByteBuffer.allocate(name.length());
        for (int at = 0; at < name.length(); at++) {
            if (name.charAt(at) == '%') {
                bytes.put((byte) Integer.parseInt(name, at + 1, at + 3, 16));
                at += 2;
            } else {
                bytes.put((byte) name.charAt(at));
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
