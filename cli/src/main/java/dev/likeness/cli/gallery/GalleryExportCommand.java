package dev.likeness.cli.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.likeness.cli.command.ExitCode;
import dev.likeness.cli.option.Companion;
import dev.likeness.cli.option.GalleryOption;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.RunOutput;
import dev.likeness.cli.text.GalleryText;
import dev.likeness.cli.text.PathText;
import dev.likeness.error.ControlCharacters;
import dev.likeness.error.InputException;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.FileFault;
import dev.likeness.files.NewFolder;
import dev.likeness.files.RunInputs;
import dev.likeness.files.UserPath;
import dev.likeness.gallery.Mark;
import dev.likeness.gallery.PictureGallery;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the embeddings of a gallery as a NumPy array, with the paths of the pictures in a CSV file beside it.",
            "With --codes: writes the codes and what else the gallery knows of the pictures as a table in Parquet, which"
                    + " likeness-spark reads and 'likeness gallery import' takes back.",
            "With --marks: writes your answers as pairs, which 'likeness train' learns from."
        },
        footer = {
            "",
            "Examples:",
            "    likeness gallery add examples",
            "    likeness gallery export --out vectors.npy",
            "    likeness gallery export --codes codes",
            "    likeness gallery mark examples/cave.jpg examples/flower.jpg different",
            "    likeness gallery export --marks marks.csv"
        })
final class GalleryExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @RunOutput(beside = Companion.PATHS)
    @Option(
            names = "--out",
            paramLabel = "FILE.npy",
            description = "The array [pictures, numbers] of float32; the paths are in FILE.csv, in the same order.")
    private @Nullable Path out;

    @RunOutput
    @Option(
            names = "--marks",
            paramLabel = "FILE.csv",
            description =
                    "Your answers as data for 'likeness train': columns a, b and label; label 1 is the same, 0 is different."
                            + " The folder of this file must be above the pictures; the paths are relative to it.")
    private @Nullable Path marks;

    @RunOutput
    @Option(names = "--codes", paramLabel = "DIR", description = "A new folder for the table of codes.")
    private @Nullable Path codes;

    @Mixin
    private GalleryOption gallery;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        if (out == null && marks == null && codes == null) {
            throw new InputException(
                    "export needs something to write; add --out FILE.npy, --codes DIR or --marks FILE.csv");
        }
        PrintWriter print = spec.commandLine().getOut();
        try (PictureGallery opened = gallery.open()) {
            ObjectNode result = JsonOption.object().put("gallery", GalleryText.absolute(opened));
            if (out != null) {
                embeddings(opened, out, result);
            }
            if (codes != null) {
                try (NewFolder folder = NewFolder.at(codes)) {
                    result.put("codes", PathText.absolute(codes))
                            .put("rows", EncodedTable.write(opened, folder.aside()));
                    folder.moveIntoPlace();
                }
            }
            if (marks != null) {
                List<Mark> all = opened.marks();
                if (all.isEmpty()) {
                    throw new InputException("the gallery " + GalleryText.shown(opened)
                            + " has no answers about pairs; give some with 'likeness gallery mark A B same'");
                }
                AtomicFiles.write(marks, table(all, opened, parent(marks)).getBytes(StandardCharsets.UTF_8));
                result.put("marks", PathText.absolute(marks)).put("pairs", all.size());
            }
            if (json.wanted()) {
                JsonOption.print(result, print);
            } else {
                if (out != null) {
                    print.println(result.get("pictures") + " embeddings of " + result.get("numbers") + " numbers in "
                            + PathText.shown(out) + ", paths in " + PathText.shown(EmbeddingTable.namesFile(out)));
                }
                if (codes != null) {
                    print.println(
                            AddText.counted(result.get("rows").asLong(), "code") + " in " + PathText.shown(codes));
                }
                if (marks != null) {
                    print.println(AddText.counted(result.get("pairs").asLong(), "marked pair") + " in "
                            + PathText.shown(marks));
                }
            }
        }
        return ExitCode.OK;
    }

    private void embeddings(PictureGallery opened, Path file, ObjectNode result) {
        try (EmbeddingTable table = new EmbeddingTable(file)) {
            opened.forEach((picture, code) -> table.add(picture.path(), code.embedding()));
            table.write();
            result.put("out", PathText.absolute(file))
                    .put("names", PathText.absolute(EmbeddingTable.namesFile(file)))
                    .put("pictures", table.count())
                    .put("numbers", table.width());
        }
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        if (parent == null) {
            throw new InputException("--marks is " + file + ", which is no file; choose a file to write");
        }
        try {
            return RunInputs.place(parent);
        } catch (IOException e) {
            throw new InputException(
                    UserPath.text(file) + ": its folder cannot be read (" + FileFault.reason(e, parent)
                            + "); choose another",
                    e);
        }
    }

    /** With the present paths of the contents that were marked, relative to the folder as data sets need them. */
    private static String table(List<Mark> marks, PictureGallery gallery, Path folder) {
        Set<String> marked = new HashSet<>();
        marks.forEach(mark -> marked.addAll(List.of(mark.contentOfA(), mark.contentOfB())));
        Map<String, Set<String>> paths = new HashMap<>();
        gallery.forEachPicture(picture -> {
            String content = picture.file().content();
            if (marked.contains(content)) {
                paths.computeIfAbsent(content, x -> new HashSet<>()).add(picture.path());
            }
        });
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("a", "b", "label");
            for (Mark mark : marks) {
                csv.writeRecord(
                        inside(folder, path(mark.a(), paths.getOrDefault(mark.contentOfA(), Set.of()))),
                        inside(folder, path(mark.b(), paths.getOrDefault(mark.contentOfB(), Set.of()))),
                        mark.same() ? "1" : "0");
            }
        } catch (IOException e) {
            throw new IllegalStateException("a table is always written into memory", e);
        }
        return text.toString();
    }

    /** The path when it was marked, unless the contents are now at other paths only. */
    private static String path(String marked, Set<String> present) {
        return present.isEmpty() || present.contains(marked)
                ? marked
                : present.stream().sorted().findFirst().orElse(marked);
    }

    private static String inside(Path folder, String path) {
        String above = UserPath.text(folder);
        String prefix = above.endsWith("/") ? above : above + "/";
        if (!path.startsWith(prefix)) {
            throw new InputException("--marks: the marked picture " + ControlCharacters.shown(path)
                    + " is not below the folder of the file, " + ControlCharacters.shown(above)
                    + ", where data of pairs must be; write the file into a folder above all marked pictures");
        }
        return path.substring(prefix.length());
    }
}
