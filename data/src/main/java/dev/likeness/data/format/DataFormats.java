package dev.likeness.data.format;

import dev.likeness.data.DataSelection;
import dev.likeness.data.DataSet;
import dev.likeness.data.FileLabels;
import dev.likeness.error.InputException;
import dev.likeness.registry.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Opens data sets, in whichever of the known formats they are kept: a folder, a {@code .zip} of one, or a CSV file. */
public final class DataFormats {
    /** Every format, the most specific first: the first that recognises the files reads them. */
    private static final List<DataFormat> ALL = List.of(
            new RunsFormat(),
            new PairsFormat(),
            new HomographiesFormat(),
            new PhotosFormat(),
            new KindsFormat(),
            new ClassesFormat());

    private static final Registry<DataFormat> BY_NAME = Registry.of("data format", ALL, DataFormat::name);

    /** The formats whose pictures can have their identities in their names. */
    private static final List<String> LABELLED = List.of("classes", "photos");

    private DataFormats() {}

    /** The names of all formats. */
    public static List<String> names() {
        return ALL.stream().map(DataFormat::name).toList();
    }

    /**
     * Opens a data set in the format that it is recognised to be in. Nothing is decoded, but for the points of
     * homographies; the files of a folder are read once for the hash, those of an archive are not.
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
     * @param labels takes identities from the file names, whatever the format is recognised to be; null to take them from
     *     where the format has them. A file that it does not fit has an empty identity: {@link DataSelection} refuses
     *     those that are not left out
     */
    public static DataSet open(Path data, @Nullable String format, @Nullable FileLabels labels) {
        DataFormat forced = format == null ? null : byName(format);
        if (labels != null && forced != null && !LABELLED.contains(forced.name())) {
            throw new InputException("--labels takes identities from file names, and data of the format " + format
                    + " have them elsewhere; leave out --labels or --format");
        }
        FileTree tree = tree(data);
        if (labels != null) {
            return new ClassesFormat().read(tree, labels);
        }
        if (forced != null) {
            return forced.read(tree);
        }
        for (DataFormat candidate : ALL) {
            if (candidate.recognises(tree)) {
                return candidate.read(tree);
            }
        }
        throw new InputException(data + ": no data set was recognised among " + contents(tree) + "; looked for "
                + layouts() + "; arrange the files in one of these ways");
    }

    private static DataFormat byName(String format) {
        return BY_NAME.named(format);
    }

    private static FileTree tree(Path data) {
        if (Files.isDirectory(data)) {
            return FolderTree.of(data);
        }
        if (!Files.exists(data)) {
            throw new InputException(data
                    + ": there is no such folder or file; check the path of the data, or draw some with data draw");
        }
        Path last = data.getFileName();
        String ending = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
        if (ending.endsWith(".zip")) {
            return ZipTree.of(data);
        }
        if (ending.endsWith(".csv") || ending.endsWith(".tsv")) {
            return FolderTree.ofFile(data);
        }
        throw new InputException(
                data + ": a data set is a folder, a .zip archive or a .csv file; name one of these, not a single "
                        + (FileTree.isPicture(ending) ? "picture" : "file of another kind"));
    }

    private static String contents(FileTree tree) {
        long pictures = tree.pictureFiles().size();
        long others = tree.files().size() - pictures;
        if (pictures + others == 0) {
            int litter = tree.passedOver().litter().size();
            int unlisted = tree.passedOver().unlisted().size();
            return "its 0 files" + (litter == 0 ? "" : " (" + litter + " hidden or of the system)")
                    + (unlisted == 0
                            ? ""
                            : " (" + tree.passedOver().unlisted().get(0).reason() + ")");
        }
        return "its " + pictures + " picture" + (pictures == 1 ? "" : "s") + " and " + others + " other file"
                + (others == 1 ? "" : "s");
    }

    private static String layouts() {
        return ALL.stream()
                .map(format -> format.name() + " (" + format.layout() + ")")
                .collect(Collectors.joining(", "));
    }
}
