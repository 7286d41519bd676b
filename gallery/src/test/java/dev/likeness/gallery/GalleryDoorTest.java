package dev.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.models.Models;
import dev.likeness.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines for a gallery in the README compile and run. */
class GalleryDoorTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @Test
    void theReadmesLinesRun() throws Exception {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        for (String name : List.of("cathedral.jpg", "cave.jpg", "flower.jpg")) {
            Files.copy(ROOT.resolve("examples").resolve(name), pictures.resolve(name));
        }
        Files.copy(pictures.resolve("cave.jpg"), pictures.resolve("copy of cave.jpg"));
        Path place = folder.resolve("my-gallery");
        Path query = ROOT.resolve("examples/cathedral-postcard.jpg");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            // the door
            try (Gallery gallery = Gallery.open(place, Models.bundled("photos"))) {
                gallery.add(List.of(pictures), Progress.NONE);
                List<Hit> hits = gallery.search(query, SearchSettings.USUAL);
                List<DuplicateGroup> groups = gallery.duplicates(DuplicateSettings.USUAL, Progress.NONE)
                        .groups();
                out.println(hits.get(0).path() + ", " + groups.size() + " groups of duplicates");
            }
            // the door
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo(pictures.toRealPath().resolve("cathedral.jpg") + ", 1 groups of duplicates");
    }

    @Test
    void theyAreTheReadmes() throws Exception {
        String source = Files.readString(Path.of("src/test/java/dev/likeness/gallery/GalleryDoorTest.java"))
                .split("// the door")[1];
        String shown = source.replace("open(place,", "open(Path.of(\"my-gallery\"),")
                .replace("List.of(pictures)", "List.of(Path.of(\"pictures\"))")
                .replace("search(query,", "search(Path.of(\"query.jpg\"),")
                .replace("out.println", "System.out.println");
        assertThat(Files.readString(ROOT.resolve("README.md")).replaceAll("\\s+", ""))
                .contains(shown.replaceAll("\\s+", ""));
    }
}
