package dev.likeness.spark;

import java.io.Serializable;

/**
 * A listed file.
 *
 * @param path as Hadoop writes it
 * @param bytes its size
 * @param modified microseconds since 1970
 */
record PictureFile(String path, long bytes, long modified) implements Serializable {
    private static final long serialVersionUID = 1;
}
