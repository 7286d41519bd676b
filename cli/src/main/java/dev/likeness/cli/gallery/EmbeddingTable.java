package dev.likeness.cli.gallery;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.likeness.cli.option.Companion;
import dev.likeness.error.InputException;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.FileFault;
import dev.likeness.files.UserPath;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Embeddings as an array of NumPy, with the paths of the pictures in a CSV file beside it: row i of the table belongs to row i
 * of the array. Rows wait in temporary files until all are there, so that any number of them fits.
 *
 * <p>The array is {@code [N,D]} of little-endian {@code float32} in version 1.0 of the NPY format. For one thread.
 */
final class EmbeddingTable implements AutoCloseable {
    private static final int ALIGNMENT = 64;

    private final Path out;
    private final Path besideOut;
    private final Path rows;
    private final Path names;
    private final OutputStream array;
    private final CsvWriter table;
    private long count;
    private int width;

    /** @throws InputException if the name does not end with .npy, or temporary files cannot be written */
    EmbeddingTable(Path out) {
        this.out = out;
        this.besideOut = namesFile(out);
        try {
            rows = Files.createTempFile("likeness-", Companion.ARRAY);
            names = Files.createTempFile("likeness-", ".csv");
            array = new BufferedOutputStream(Files.newOutputStream(rows));
            table = CsvWriter.builder().build(names);
        } catch (IOException e) {
            throw fault(e);
        }
        table.writeRecord("row", "path");
    }

    /**
     * The file with the paths, for a file of embeddings.
     *
     * @throws InputException if the name does not end with .npy
     */
    static Path namesFile(Path out) {
        return Companion.PATHS
                .of(out)
                .orElseThrow(() -> new InputException("--out is " + UserPath.text(out) + "; its name ends with "
                        + Companion.ARRAY + ", such as vectors.npy"));
    }

    void add(String path, float[] embedding) {
        if (count == 0) {
            width = embedding.length;
        }
        if (embedding.length != width) {
            throw new IllegalArgumentException(
                    "an embedding of " + embedding.length + " numbers in a table of " + width + " columns");
        }
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * width).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(embedding);
        try {
            array.write(bytes.array());
        } catch (IOException e) {
            throw fault(e);
        }
        table.writeRecord(Long.toString(count), path);
        count++;
    }

    long count() {
        return count;
    }

    int width() {
        return width;
    }

    /** Writes both files. */
    void write() {
        try {
            array.flush();
            table.flush();
            write(out, () -> new ByteArrayInputStream(header(count, width)), rows);
            write(besideOut, InputStream::nullInputStream, names);
        } catch (IOException e) {
            throw fault(e);
        }
    }

    private static void write(Path file, Supplier<InputStream> before, Path rest) throws IOException {
        try (InputStream in = new SequenceInputStream(before.get(), Files.newInputStream(rest))) {
            AtomicFiles.write(file, in);
        }
    }

    /** The header of version 1.0, padded so that the numbers are aligned. */
    static byte[] header(long rows, int columns) {
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }";
        int prefix = 10;
        int length = (prefix + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - prefix;
        String padded = text + " ".repeat(length - text.length() - 1) + "\n";
        return ByteBuffer.allocate(prefix + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) length)
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static InputException fault(IOException e) {
        return new InputException(
                "the embeddings could not be stored (" + FileFault.reason(e, Path.of(""))
                        + "); check the free space of the folder for temporary files",
                e);
    }

    @Override
    public void close() {
        try {
            array.close();
            table.close();
            Files.deleteIfExists(rows);
            Files.deleteIfExists(names);
        } catch (IOException e) {
            throw fault(e);
        }
    }
}
