package dev.likeness.cli.gallery;

import dev.likeness.Likeness;
import dev.likeness.cli.command.ExitCode;
import dev.likeness.cli.option.GalleryOption;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.text.GalleryText;
import dev.likeness.cli.text.ProgressDisplay;
import dev.likeness.error.InputException;
import dev.likeness.gallery.CodeSource;
import dev.likeness.gallery.GalleryPlace;
import dev.likeness.gallery.PictureGallery;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import dev.likeness.model.ModelFiles;
import dev.likeness.models.Models;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Adds the pictures of a table that the job encode of likeness-spark wrote, without encoding them again.",
            "The gallery is created if it does not exist, with the bundled model of the table unless --model is given. The"
                    + " files need not be on this machine."
        },
        footer = {
            "",
            "Examples:",
            "    likeness gallery add examples",
            "    likeness gallery export --codes codes",
            "    likeness gallery import codes --gallery another-gallery"
        })
final class GalleryImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TABLE", description = "The folder of the table, with a folder for each run.")
    private Path table;

    @Option(
            names = "--from",
            paramLabel = "PREFIX",
            description =
                    "What the paths in the table begin with, such as hdfs://host/pictures. Without it, they must be paths"
                            + " of this machine.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DIR", description = "The folder that replaces --from.")
    private @Nullable Path to;

    @Mixin
    private GalleryOption gallery;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        EncodedTable rows = new EncodedTable(table);
        TablePaths paths = new TablePaths(from, to);
        long total = rows.count();
        try (PictureGallery opened = open(rows)) {
            Rows read = new Rows(rows, paths);
            long imported;
            try (ProgressDisplay bar = new ProgressDisplay("import", System.err)) {
                imported = opened.addEncoded(read, total, bar);
            }
            long pictures = opened.info().pictures();
            if (json.wanted()) {
                JsonOption.print(
                        JsonOption.object()
                                .put("gallery", GalleryText.absolute(opened))
                                .put("model", opened.info().model())
                                .put("pictures", pictures)
                                .put("imported", imported)
                                .put("refused", read.refused),
                        spec.commandLine().getOut());
            } else {
                PrintWriter print = spec.commandLine().getOut();
                print.println(AddText.counted(imported, "picture") + " imported, " + read.refused
                        + " rows without a code passed over");
                print.println(AddText.counted(pictures, "picture") + " in " + GalleryText.shown(opened));
            }
        }
        return ExitCode.OK;
    }

    private PictureGallery open(EncodedTable rows) {
        GalleryPlace place = gallery.place();
        if (place.exists()) {
            return gallery.open();
        }
        return place.open(
                gallery.model().isAutomatic() ? bundled(rows) : gallery.model().files());
    }

    /** The bundled model that made the first code of the table. */
    private ModelFiles bundled(EncodedTable rows) {
        List<EncodedRow> first = new ArrayList<>(1);
        rows.forEach(row -> {
            if (row.code() != null && first.isEmpty()) {
                first.add(row);
            }
        });
        if (first.isEmpty()) {
            throw new InputException(table + ": no row of the table has a code, so there is nothing to import");
        }
        for (String name : Models.names()) {
            try (Likeness likeness = Likeness.open(Models.bundled(name))) {
                if (likeness.measure().identity().checksum().equals(first.get(0).identity())) {
                    return Models.bundled(name);
                }
            }
        }
        throw new InputException(
                table + ": its codes are of the model " + first.get(0).model()
                        + ", which is not one of the bundled models of this version; give the model's folder with --model");
    }

    /** The rows of the table that have a code. The others are counted. */
    private static final class Rows implements CodeSource {
        private final EncodedTable table;
        private final TablePaths paths;
        private long refused;

        Rows(EncodedTable table, TablePaths paths) {
            this.table = table;
            this.paths = paths;
        }

        @Override
        public void forEach(BiConsumer<StoredPicture, Code> action) {
            table.forEach(row -> {
                Binary code = row.code();
                if (code == null) {
                    refused++;
                } else {
                    action.accept(picture(row), Code.fromBytes(code.getBytes()));
                }
            });
        }

        private StoredPicture picture(EncodedRow row) {
            String path = paths.local(row.path());
            long bytes = required(row.bytes(), row, "bytes");
            StoredPicture.File file = new StoredPicture.File(
                    bytes,
                    TablePaths.modified(path, bytes, required(row.modified(), row, "modified")),
                    required(row.content(), row, "content"));
            StoredPicture.Image image = new StoredPicture.Image(
                    required(row.width(), row, "width"),
                    required(row.height(), row, "height"),
                    required(row.pixels(), row, "pixels"),
                    required(row.sharpness(), row, "sharpness"));
            return new StoredPicture(path, file, image);
        }

        private static <T> T required(@Nullable T value, EncodedRow row, String column) {
            if (value == null) {
                throw new InputException(
                        row.path() + ": the row has a code and no " + column + "; encode the picture again");
            }
            return value;
        }
    }
}
