package dev.likeness.data.format;

import dev.likeness.data.DataSet;

/** One way of keeping labelled pictures in files. Listed in {@link DataFormats}. */
interface DataFormat {
    /** The name by which users ask for it. */
    String name();

    /** What it looks like, in a few words, for errors and help. */
    String layout();

    /** Whether these files look like this format, by their names alone. */
    boolean recognises(FileTree tree);

    /**
     * Reads the names and labels, and no pixels.
     *
     * @throws dev.likeness.error.InputException if the files are not in this format
     */
    DataSet read(FileTree tree);
}
