package dev.likeness.picture.decoding;

import java.io.IOException;

/** A file is sound, but of a kind of its format that is not read. The message names the kind: "a JPEG picture of ..". */
final class UnreadKindException extends IOException {
    private static final long serialVersionUID = 1;

    UnreadKindException(String kind) {
        super(kind);
    }
}
