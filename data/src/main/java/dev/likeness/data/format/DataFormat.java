package dev.likeness.data.format;

import dev.likeness.data.DataSet;
import dev.likeness.data.FileLabels;

/**
 * One way of storing labelled pictures in files. A new format is one file with this interface and, if no existing type fits,
 * its {@link DataSet}; and one line in {@link DataFormats}.
 */
interface DataFormat {
    /** The name by which users request it. */
    String name();

    /** Its layout in a few words, for errors and help. */
    String layout();

    /** Whether these files have this layout, judged by their names alone. */
    boolean recognises(FileTree tree);

    /**
     * Reads names and labels, but no pixels.
     *
     * @throws dev.likeness.error.InputException if the files are not in this format
     */
    DataSet read(FileTree tree);

    /** Whether identities can be taken from file names instead; then {@link #read(FileTree, FileLabels)} is used. */
    default boolean acceptsLabels() {
        return false;
    }

    /**
     * Reads names, and takes identities from them.
     *
     * @throws dev.likeness.error.InputException if the files are not in this format
     */
    default DataSet read(FileTree tree, FileLabels labels) {
        throw new UnsupportedOperationException("the format " + name() + " has identities already");
    }
}
