package dev.likeness.server;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A file in memory that is served as it is.
 *
 * @param mediaType of its contents
 * @param bytes its contents
 * @param tag changes with the contents; the header ETag
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and not changed
record StaticFile(String mediaType, byte[] bytes, String tag) {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("csv", "text/csv; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));

    /** A file by its name; empty if files of that kind are not served. */
    static Optional<StaticFile> of(String name, byte[] bytes) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(TYPES.get(ending)).map(type -> new StaticFile(type, bytes, tag(bytes)));
    }

    private static String tag(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return String.format(Locale.ROOT, "\"%08x-%x\"", crc.getValue(), bytes.length);
    }

    /** Answers with it, or says that the caller's copy is still valid. */
    void answer(Context context) {
        context.header("ETag", tag).header("Cache-Control", "no-cache");
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        context.contentType(mediaType).result(bytes);
    }
}
