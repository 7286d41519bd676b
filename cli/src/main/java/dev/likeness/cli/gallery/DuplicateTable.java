package dev.likeness.cli.gallery;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.likeness.cli.text.PathText;
import dev.likeness.error.InputException;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.FileFault;
import dev.likeness.gallery.DuplicateGroup;
import dev.likeness.gallery.DuplicateGroup.Member;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Groups of duplicates as a table with a row for each picture. */
final class DuplicateTable {
    private DuplicateTable() {}

    static void write(List<DuplicateGroup> groups, Path file) {
        try {
            Path aside = Files.createTempFile("likeness-", ".csv");
            try {
                write(groups, CsvWriter.builder().build(aside));
                try (InputStream in = Files.newInputStream(aside)) {
                    AtomicFiles.write(file, in);
                }
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new InputException(
                    "the table could not be stored (" + FileFault.reason(e, file)
                            + "); check the free space of the folder for temporary files",
                    e);
        }
    }

    private static void write(List<DuplicateGroup> groups, CsvWriter opened) throws IOException {
        try (CsvWriter csv = opened) {
            csv.writeRecord("group", "kind", "best", "path", "score", "probability", "label");
            for (int i = 0; i < groups.size(); i++) {
                for (Member member : groups.get(i).members()) {
                    csv.writeRecord(
                            Integer.toString(i + 1),
                            DuplicateOptions.word(groups.get(i).kind()),
                            member.path().equals(groups.get(i).best()) ? "1" : "0",
                            PathText.absolute(member.path()),
                            Double.toString(member.score()),
                            Double.toString(member.probability()),
                            DuplicateText.label(groups.get(i), member));
                }
            }
        }
    }
}
