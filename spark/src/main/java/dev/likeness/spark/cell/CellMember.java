package dev.likeness.spark.cell;

import java.io.Serializable;

/**
 * A picture in one of its cells.
 *
 * @param position its number in the order of the pictures, the best first
 * @param collection 0, or 1 if two collections are joined and it is of the second
 * @param path where its file is, or another name if it has no file
 * @param hasFile whether it came from a file, and not from a table of pictures
 * @param bytes the size of its file
 * @param width in pixels
 * @param height in pixels
 * @param code the byte form of its code
 */
@SuppressWarnings("ArrayRecordComponent") // sent to other executors
public record CellMember(
        int position, int collection, String path, boolean hasFile, long bytes, int width, int height, byte[] code)
        implements Serializable {
    private static final long serialVersionUID = 1;
}
