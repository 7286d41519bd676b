package dev.likeness.cli;

import static dev.likeness.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.gallery.Gallery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Galleries as tables in Parquet, and tables that Spark wrote as galleries. */
class GalleryTableTest {
    /** Written by the job encode on Spark 4.2.0, version 1 of the format: three pictures "number N" and a refused row. */
    private static final Path OF_SPARK = Path.of("src/test/resources/spark-table-1");

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void open() throws IOException {
        folder = temporary.toRealPath();
    }

    private Result gallery(String command, String name, String... more) {
        List<String> words = new ArrayList<>(
                List.of("gallery", command, "--gallery", folder.resolve(name).toString()));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private Map<String, List<Object>> contents(String name) {
        Map<String, List<Object>> contents = new TreeMap<>();
        try (Gallery gallery = Gallery.open(folder.resolve(name))) {
            gallery.forEach(
                    (picture, code) -> contents.put(picture.path(), List.of(picture, Arrays.hashCode(code.toBytes()))));
        }
        return contents;
    }

    @Test
    void anExportedGalleryIsImportedAsItWas() throws Exception {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        for (String name : List.of("cave.jpg", "flower.jpg")) {
            Files.copy(Documents.ROOT.resolve("examples").resolve(name), pictures.resolve(name));
        }
        assertThat(gallery("add", "first", pictures.toString(), "--model", "photos")
                        .code())
                .isZero();
        String table = folder.resolve("table").toString();
        Result exported = gallery("export", "first", "--codes", table);
        assertThat(exported.code()).as(exported.err()).isZero();
        assertThat(exported.out()).contains("2 codes in ");
        assertThat(exported.err()).isEmpty();
        assertRefused(
                gallery("import", "other", table, "--from", "file:" + folder + "/pict", "--to", temporary.toString()),
                "does not begin with --from");
        Result imported = gallery("import", "second", table);
        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(imported.out()).contains("2 pictures imported, 0 rows without a code passed over");
        assertThat(contents("second")).isEqualTo(contents("first")).hasSize(2);
        Result again = gallery("add", "second", pictures.toString(), "--json");
        assertThat(again.json().get("unchanged").asInt()).isEqualTo(2);
    }

    @Test
    void aTableOfSparkIsImported() throws Exception {
        Result local = gallery("import", "gallery", OF_SPARK.toString());
        assertThat(local.code()).isEqualTo(2);
        assertThat(local.err()).contains("not one of this machine; add --from");
        Result imported = gallery(
                "import", "gallery", OF_SPARK.toString(), "--from", "number ", "--to", folder.toString(), "--json");
        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(imported.json().get("model").asText()).isEqualTo("photos");
        assertThat(imported.json().get("imported").asInt()).isEqualTo(3);
        assertThat(imported.json().get("refused").asInt()).isEqualTo(1);
        assertThat(contents("gallery").keySet()).containsExactly(folder + "/1", folder + "/2", folder + "/3");
    }

    @Test
    void whatIsNoTableIsRefused() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertRefused(gallery("import", "gallery", empty.toString()), "no table of encoded pictures found");
        Path damaged = Files.createDirectories(folder.resolve("damaged/run=1"));
        Files.write(damaged.resolve("_SUCCESS"), new byte[0]);
        Files.write(damaged.resolve("part.parquet"), new byte[100]);
        assertRefused(
                gallery("import", "gallery", folder.resolve("damaged").toString()), "part.parquet: cannot be read");
        assertRefused(
                gallery("import", "gallery", OF_SPARK.toString(), "--from", "x"), "--from and --to belong together");
    }

    @Test
    void codesOfAnotherModelAreRefused() {
        assertRefused(
                gallery(
                        "import",
                        "gallery",
                        OF_SPARK.toString(),
                        "--from",
                        "number ",
                        "--to",
                        folder.toString(),
                        "--model",
                        "characters"),
                "its code is of the model photos");
    }

    private static void assertRefused(Result result, String words) {
        assertThat(result.code()).as(result.out()).isEqualTo(2);
        assertThat(result.err()).contains(words);
    }
}
