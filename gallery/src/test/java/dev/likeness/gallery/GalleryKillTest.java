package dev.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.models.Models;
import dev.likeness.picture.PictureFile;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that add are killed ({@code kill -9}) at random moments: 3 times, or as often as the property {@code gallery.kills}
 * says.
 */
class GalleryKillTest {
    private static final int PICTURES = 80;
    private static final int KILLS = Integer.getInteger("gallery.kills", 3);

    @TempDir
    private Path folder;

    private Path pictures() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        for (int i = 0; i < PICTURES; i++) {
            PictureFile.write(GalleryTest.drawn(i), pictures.resolve("p" + i + ".png"));
        }
        return pictures;
    }

    private static Map<String, StoredPicture> listing(Gallery gallery) {
        Map<String, StoredPicture> pictures = new TreeMap<>();
        gallery.forEach((picture, code) -> {
            assertThat(code.embedding()).isNotEmpty();
            assertThat(pictures.put(picture.path(), picture)).as("only once").isNull();
        });
        return pictures;
    }

    @Test
    void killedAddsAreResumedToTheContentOfAnUninterruptedRun() throws Exception {
        Path pictures = pictures();
        Map<String, StoredPicture> whole;
        long start = System.nanoTime();
        finish(folder.resolve("whole"), pictures);
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        try (Gallery gallery = Gallery.open(folder.resolve("whole"))) {
            whole = listing(gallery);
        }
        assertThat(whole).hasSize(PICTURES);

        long seed = System.nanoTime();
        System.out.println("GalleryKillTest: moments from seed " + seed);
        Random random = new Random(seed);
        Path killed = folder.resolve("killed-0");
        int kills = 0;
        int withPart = 0;
        for (int round = 1; kills < KILLS; round++) {
            long reported;
            try (AddingProcess adding = AddingProcess.adding(killed, pictures)) {
                boolean started =
                        random.nextBoolean() && adding.nextReport() >= 0; // half of the kills are during the adding
                reported = adding.kill(random.nextLong(started ? milliseconds / 2 : milliseconds));
            }
            if (reported < 0) {
                assertEqual(killed, whole);
                killed = folder.resolve("killed-" + round);
                continue; // it ended before it was killed
            }
            kills++;
            if (Gallery.exists(killed)) {
                try (Gallery gallery = Gallery.open(killed)) {
                    Map<String, StoredPicture> part = listing(gallery);
                    assertThat((long) part.size()).isGreaterThanOrEqualTo(reported);
                    assertThat(whole).containsAllEntriesOf(part);
                    withPart += !part.isEmpty() && part.size() < PICTURES ? 1 : 0;
                }
            } else {
                assertThat(reported).isZero();
            }
            if (random.nextBoolean()) {
                finish(killed, pictures);
                assertEqual(killed, whole);
                killed = folder.resolve("killed-" + round);
            }
        }
        System.out.println("GalleryKillTest: " + kills + " kills, " + withPart + " left a part of the pictures");
        finish(killed, pictures);
        assertEqual(killed, whole);
    }

    private static void finish(Path gallery, Path pictures) throws IOException {
        try (AddingProcess adding = AddingProcess.adding(gallery, pictures)) {
            while (adding.nextReport() >= 0) {
                assertThat(Gallery.exists(gallery)).isTrue();
            }
        }
    }

    private static void assertEqual(Path folder, Map<String, StoredPicture> whole) {
        try (Gallery gallery = Gallery.open(folder)) {
            assertThat(listing(gallery)).isEqualTo(whole);
        }
    }

    @Test
    void aKilledEncodingAnswersWithTheOldModelAndIsResumed() throws Exception {
        Path pictures = pictures();
        Path folderOfGallery = folder.resolve("gallery");
        Map<String, StoredPicture> before;
        try (Gallery gallery = Gallery.open(folderOfGallery, Models.bundled("photos"))) {
            gallery.add(List.of(pictures), Progress.NONE);
            before = listing(gallery);
        }
        Random random = new Random();
        for (int i = 0; i < KILLS; i++) {
            try (AddingProcess encoding = AddingProcess.encodingAgain(folderOfGallery)) {
                encoding.kill(random.nextLong(1500));
            }
            try (Gallery gallery = Gallery.open(folderOfGallery)) {
                assertThat(listing(gallery)).isEqualTo(before);
                assertThat(gallery.info().model()).isIn("photos", "characters");
            }
        }
        Gallery.encodeAgain(folderOfGallery, Models.bundled("characters"), Progress.NONE);
        try (Gallery gallery = Gallery.open(folderOfGallery)) {
            assertThat(listing(gallery)).isEqualTo(before);
            assertThat(gallery.info().model()).isEqualTo("characters");
        }
        try (var inside = Files.list(folderOfGallery)) {
            assertThat(inside.filter(path -> path.getFileName().toString().startsWith("generation-")))
                    .hasSize(1);
        }
    }
}
