package dev.likeness.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes the hash of a data set, see {@link DataSet#hash}. */
public final class DataHash {
    private final MessageDigest digest;

    public DataHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256, this one lacks it", e);
        }
    }

    /** Adds the parts of one file: its name, its label, the key of its contents. */
    public DataHash add(String... parts) {
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0); // no name contains it, so the parts are separated
        }
        return this;
    }

    /** Adds all pictures of a list, which is sorted by name. */
    public DataHash addAll(Iterable<LabelledPicture> pictures) {
        for (LabelledPicture picture : pictures) {
            add(picture.name(), picture.identity(), picture.source().contentKey());
        }
        return this;
    }

    /** The hash in hexadecimal. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
