package dev.likeness.server.request;

import dev.likeness.server.request.Problem.Kind;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request with the media type {@code multipart/form-data} (RFC 7578), each at most once. The names of
 * uploaded files are not kept.
 */
public final class Form {
    private static final int MAX_TEXT = 1000;

    private final Map<String, byte[]> fields = new LinkedHashMap<>();

    Form() {}

    void add(String name, byte[] value) {
        if (fields.put(name, value) != null) {
            throw Problem.invalid("the field '" + name + "' is there twice; send it once");
        }
    }

    /**
     * Checks the names of the fields.
     *
     * @throws Problem if there is another one: it is probably misspelt
     */
    public Form allow(Set<String> names) {
        for (String name : fields.keySet()) {
            if (!names.contains(name)) {
                throw Problem.invalid("there is no field '" + name + "' here; allowed: "
                        + String.join(", ", names.stream().sorted().toList()));
            }
        }
        return this;
    }

    /**
     * A field that contains a file.
     *
     * @throws Problem if it is missing or empty
     */
    public byte[] file(String name) {
        byte[] bytes = fields.get(name);
        if (bytes == null || bytes.length == 0) {
            throw Problem.invalid("the field '" + name + "' is " + (bytes == null ? "missing" : "empty")
                    + "; send a picture file in it, as multipart/form-data");
        }
        return bytes;
    }

    /**
     * A field that contains text; null if it is missing or empty.
     *
     * @throws Problem if it is not short text in UTF-8
     */
    public @Nullable String text(String name) {
        byte[] bytes = fields.get(name);
        if (bytes == null || bytes.length == 0) {
            return null;
        }
        if (bytes.length > MAX_TEXT) {
            throw Problem.invalid("the field '" + name + "' has " + bytes.length + " bytes; allowed: at most "
                    + MAX_TEXT + ", because it is a text");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.invalid("the field '" + name + "' is not text in UTF-8");
        }
    }

    /**
     * A field that is {@code true} or {@code false}; false if it is missing.
     *
     * @throws Problem if it is something else
     */
    public boolean flag(String name) {
        String text = text(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw Problem.invalid("the field '" + name + "' is '" + text + "'; allowed: true, false");
    }

    /** The boundary of a media type. */
    static byte[] boundary(@Nullable String contentType) {
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw new Problem(
                    Kind.UNSUPPORTED_MEDIA_TYPE,
                    "the body has the media type '" + contentType + "'; send multipart/form-data");
        }
        String boundary = Parameters.of(contentType).get("boundary");
        if (boundary == null || !boundary.matches("[ -~]{1,70}")) {
            throw Problem.invalid("the media type multipart/form-data needs a boundary of 1 to 70 characters");
        }
        return boundary.getBytes(StandardCharsets.US_ASCII);
    }
}
