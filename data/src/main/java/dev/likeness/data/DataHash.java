package dev.likeness.data;

import dev.likeness.files.Sha256;

/** Computes the hash of a data set, see {@link DataSet#hash}. */
public final class DataHash {
    private final Sha256 checksum = new Sha256();

    /** Adds the parts of one file: its name, its label, the key of its contents. */
    public DataHash add(String... parts) {
        checksum.add(parts);
        return this;
    }

    /** Adds all pictures of a list, which is sorted by name. */
    public DataHash addAll(Iterable<LabelledPicture> pictures) {
        for (LabelledPicture picture : pictures) {
            add(picture.name(), picture.identity(), picture.source().contentKey());
        }
        return this;
    }

    /** The hash, 64 lower-case hexadecimal digits. */
    public String hex() {
        return checksum.hex();
    }
}
