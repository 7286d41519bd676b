package dev.likeness.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a body of the media type {@code multipart/form-data}. */
final class FormBody {
    static final String BOUNDARY = "likeness-test-boundary";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static String mediaType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    FormBody file(String name, byte[] contents) {
        return field(
                "Content-Disposition: form-data; name=\"" + name + "\"; filename=\"" + name
                        + ".png\"\r\nContent-Type: application/octet-stream",
                contents);
    }

    FormBody text(String name, String value) {
        return field("Content-Disposition: form-data; name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    /** A field with any header. */
    FormBody field(String header, byte[] contents) {
        write("--" + BOUNDARY + "\r\n" + header + "\r\n\r\n");
        bytes.writeBytes(contents);
        write("\r\n");
        return this;
    }

    byte[] bytes() {
        byte[] begun = bytes.toByteArray();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(begun);
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
