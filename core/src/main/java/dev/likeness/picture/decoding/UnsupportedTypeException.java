package dev.likeness.picture.decoding;

import java.io.IOException;

/**
 * A file is valid, but its type within its format is not supported. The message states the type: "a JPEG picture of
 * ..".
 */
final class UnsupportedTypeException extends IOException {
    private static final long serialVersionUID = 1;

    UnsupportedTypeException(String kind) {
        super(kind);
    }
}
