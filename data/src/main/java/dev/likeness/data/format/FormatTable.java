package dev.likeness.data.format;

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

/**
 * Formats, of which the first that recognises a data set reads it.
 *
 * @param formats the most specific first
 * @param labelled the format of data whose identities are in their file names
 */
record FormatTable(List<DataFormat> formats, DataFormat labelled) {
    FormatTable {
        formats = List.copyOf(formats);
    }

    List<String> names() {
        return formats.stream().map(DataFormat::name).toList();
    }

    /** As {@link DataFormats#open(Path, String, FileLabels)}. */
    DataSet open(Path data, @Nullable String format, @Nullable FileLabels labels) {
        DataFormat requested = format == null ? null : byName(format);
        if (labels != null && requested != null && !requested.acceptsLabels()) {
            throw new InputException("--labels takes identities from file names, but data of the format " + format
                    + " have identities already; leave out --labels or --format");
        }
        FileTree tree = tree(data);
        if (labels != null) {
            return labelled.read(tree, labels);
        }
        if (requested != null) {
            return requested.read(tree);
        }
        for (DataFormat candidate : formats) {
            if (candidate.recognises(tree)) {
                return candidate.read(tree);
            }
        }
        throw new InputException(data + ": no data set was recognised among " + contents(tree) + "; looked for "
                + layouts() + "; arrange the files in one of these ways");
    }

    private DataFormat byName(String name) {
        return Registry.of("data format", formats, DataFormat::name).named(name);
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
            int hidden = tree.ignoredFiles().hidden().size();
            int unlisted = tree.ignoredFiles().unlisted().size();
            return "its 0 files" + (hidden == 0 ? "" : " (" + hidden + " hidden or of the system)")
                    + (unlisted == 0
                            ? ""
                            : " (" + tree.ignoredFiles().unlisted().get(0).reason() + ")");
        }
        return "its " + pictures + " picture" + (pictures == 1 ? "" : "s") + " and " + others + " other file"
                + (others == 1 ? "" : "s");
    }

    private String layouts() {
        return formats.stream()
                .map(format -> format.name() + " (" + format.layout() + ")")
                .collect(Collectors.joining(", "));
    }
}
