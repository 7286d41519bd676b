package dev.likeness.cli.gallery;

import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.CloseableIterator;
import dev.likeness.error.InputException;
import dev.likeness.files.FileFault;
import dev.likeness.gallery.CodeSource;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** A table of encoded pictures on this machine: a folder for each run, with Parquet files (docs/spark-format.md). */
record EncodedTable(Path folder) {
    private static final String RUN = "run=";
    private static final String SUCCESS = "_SUCCESS";

    /** The column that tells one row from another. Public, because the reader of the table makes it. */
    public record PathOfRow(String path) {}

    /** The files of the completed runs, the latest run first. */
    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> runs = Files.list(folder)) {
            for (Path run : runs.filter(run -> number(run) > 0 && Files.exists(run.resolve(SUCCESS)))
                    .sorted(Comparator.comparingInt(EncodedTable::number).reversed())
                    .toList()) {
                try (Stream<Path> parts = Files.list(run)) {
                    files.addAll(parts.filter(part -> part.toString().endsWith(".parquet"))
                            .sorted()
                            .toList());
                }
            }
        } catch (IOException e) {
            throw new InputException(folder + ": cannot be listed (" + FileFault.reason(e, folder) + ")", e);
        }
        if (files.isEmpty()) {
            throw new InputException(folder + ": no table of encoded pictures found (it has a folder " + RUN
                    + "1 with Parquet files and a file " + SUCCESS + "); the job encode of likeness-spark writes one");
        }
        return files;
    }

    private static int number(Path run) {
        String name = String.valueOf(run.getFileName());
        return name.matches(RUN + "[0-9]{1,9}") ? Integer.parseInt(name.substring(RUN.length())) : 0;
    }

    /** The number of rows of all runs. */
    long count() {
        long count = 0;
        for (Path file : files()) {
            count += read(file, PathOfRow.class, row -> {});
        }
        return count;
    }

    /** Calls back for every row; of several rows with the same path for that of the latest run. */
    void forEach(Consumer<EncodedRow> action) {
        Set<String> seen = new HashSet<>();
        for (Path file : files()) {
            read(file, EncodedRow.class, row -> {
                if (row.format() != EncodedRow.FORMAT) {
                    throw new InputException(file + ": the format of the table is " + row.format()
                            + "; this version reads format " + EncodedRow.FORMAT + "; use the version that wrote it");
                }
                if (seen.add(row.path())) {
                    action.accept(row);
                }
            });
        }
    }

    private static <R> long read(Path file, Class<R> type, Consumer<R> action) {
        long count = 0;
        try (CloseableIterator<R> rows = opened(file, type)) {
            for (R row = next(file, rows); row != null; row = next(file, rows)) {
                action.accept(row);
                count++;
            }
            return count;
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private static <R> CloseableIterator<R> opened(Path file, Class<R> type) throws IOException {
        try {
            return new CarpetReader<>(file.toFile(), type)
                    .withFailOnMissingColumn(true)
                    .iterator();
        } catch (RuntimeException e) { // what the library throws for a file that is no Parquet, or has other columns
            throw damaged(file, e);
        }
    }

    /** The next row, or null after the last one. An exception of the consumer of the rows is not damage of the file. */
    private static <R> @Nullable R next(Path file, CloseableIterator<R> rows) {
        try {
            return rows.hasNext() ? rows.next() : null;
        } catch (RuntimeException e) { // as above, for damage behind the header
            throw damaged(file, e);
        }
    }

    private static InputException damaged(Path file, Exception e) {
        return new InputException(
                file + ": cannot be read as a part of a table of encoded pictures (" + e.getMessage()
                        + "); copy the table again",
                e);
    }

    /** Writes all pictures of a gallery as the one run of a new table. */
    static long write(CodeSource gallery, Path aside) {
        Path run = aside.resolve(RUN + "1");
        long[] count = {0};
        try {
            Files.createDirectories(run);
            Path part = run.resolve("part-00000.zstd.parquet");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part));
                    CarpetWriter<EncodedRow> writer = new CarpetWriter.Builder<>(out, EncodedRow.class)
                            .withCompressionCodec(CompressionCodecName.ZSTD)
                            .build()) {
                gallery.forEach((picture, code) -> {
                    writeRow(writer, row(picture, code));
                    count[0]++;
                });
            }
            Files.write(run.resolve(SUCCESS), new byte[0]);
        } catch (IOException e) {
            throw new InputException(aside + ": cannot be written (" + FileFault.reason(e, aside) + ")", e);
        } catch (UncheckedIOException e) {
            throw new InputException(aside + ": cannot be written (" + e.getMessage() + ")", e);
        }
        return count[0];
    }

    private static void writeRow(CarpetWriter<EncodedRow> writer, EncodedRow row) {
        try {
            writer.write(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EncodedRow row(StoredPicture picture, Code code) {
        return new EncodedRow(
                EncodedRow.FORMAT,
                "file:" + picture.path(),
                picture.file().bytes(),
                ChronoUnit.MICROS.between(Instant.EPOCH, picture.file().modified()),
                picture.file().content(),
                null,
                picture.image().width(),
                picture.image().height(),
                picture.image().pixels(),
                picture.image().sharpness(),
                code.origin().measure().name(),
                code.origin().measure().checksum(),
                Binary.fromConstantByteArray(code.toBytes()));
    }
}
