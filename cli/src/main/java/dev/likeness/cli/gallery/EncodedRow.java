package dev.likeness.cli.gallery;

import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table of encoded pictures, in the format of docs/spark-format.md. Public, because the reader of the table makes
 * it.
 */
public record EncodedRow(
        int format,
        String path,
        @Nullable Long bytes,
        @Nullable Long modified,
        @Nullable String content,
        @Nullable String error,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String pixels,
        @Nullable Double sharpness,
        @Nullable String model,
        @Nullable String identity,
        @Nullable Binary code) {
    /** The version of the format that this program reads and writes. */
    public static final int FORMAT = 1;
}
