package dev.likeness.picture;

import dev.likeness.picture.decoding.PictureDecoder;

/** Whether bytes are a picture, by how they begin. */
public final class PictureKind {
    private PictureKind() {}

    /**
     * Whether a file is of a format that {@link Picture#read} knows.
     *
     * @param head its first bytes, 64 or more if it has as many
     */
    public static boolean isKnown(byte[] head) {
        return PictureDecoder.isKnown(head);
    }
}
