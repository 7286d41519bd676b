package dev.likeness.data.format;

import dev.likeness.data.DataSelection;
import dev.likeness.data.DataSet;
import dev.likeness.data.FileLabels;
import dev.likeness.error.InputException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens data sets in any known format: a folder, a {@code .zip} of one, or a CSV file. */
public final class DataFormats {
    private static final ClassesFormat CLASSES = new ClassesFormat();

    /** All formats, the most specific first: the first that recognises the files reads them. */
    static final FormatTable TABLE = new FormatTable(
            List.of(
                    new RunsFormat(),
                    new PairsFormat(),
                    new HomographiesFormat(),
                    new PhotosFormat(),
                    new TwoKindsFormat(),
                    CLASSES),
            CLASSES);

    private DataFormats() {}

    /** The names of all formats. */
    public static List<String> names() {
        return TABLE.names();
    }

    /**
     * Opens a data set in the format that recognises it. No pixels are decoded, except to find the points of homographies;
     * the files of a folder are read once for the hash, those of an archive are not.
     *
     * @param data a folder, a zip archive or a CSV file
     * @throws InputException if it is absent, damaged, or in none of the formats
     */
    public static DataSet open(Path data) {
        return open(data, null);
    }

    /**
     * Opens a data set.
     *
     * @param data a folder, a zip archive or a CSV file
     * @param format one of {@link #names}, or null to recognise it
     * @throws InputException if it is absent, damaged, or not in the format
     */
    public static DataSet open(Path data, @Nullable String format) {
        return open(data, format, null);
    }

    /**
     * Opens a data set whose identities may be in the names of its files.
     *
     * @param labels takes identities from the file names, whatever format recognises the files; null to take identities
     *     from the format. A file that the labels do not match has an empty identity: {@link DataSelection} rejects such
     *     files unless they are left out
     */
    public static DataSet open(Path data, @Nullable String format, @Nullable FileLabels labels) {
        return TABLE.open(data, format, labels);
    }
}
