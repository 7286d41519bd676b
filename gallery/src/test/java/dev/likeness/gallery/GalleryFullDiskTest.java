package dev.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.likeness.error.InputException;
import dev.likeness.models.Models;
import dev.likeness.picture.PictureFile;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gallery on a real disk that is full, a file system in memory; only root may mount one. */
class GalleryFullDiskTest {
    private static final int PICTURES = 20;

    @TempDir
    private Path folder;

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private List<Path> pictures() throws IOException {
        List<Path> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            Path file = folder.resolve("p" + i + ".png");
            PictureFile.write(GalleryTest.drawn(i), file);
            pictures.add(file);
        }
        return pictures;
    }

    /** Leaves this many bytes on the disk. */
    private static void fill(Path disk, long free) throws IOException {
        byte[] block = new byte[4096];
        try (var out = Files.newOutputStream(disk.resolve("filler"))) {
            while (Files.getFileStore(disk).getUsableSpace() > free) {
                out.write(block);
            }
        }
    }

    @Test
    void aFullDiskIsAClearErrorAndTheLastCommitStands() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/mount")), "no mount here");
        List<Path> pictures = pictures();
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", disk.toString()) == 0,
                "this user may not mount a file system");
        try {
            try (Gallery gallery = Gallery.open(disk.resolve("gallery"), Models.bundled("photos"))) {
                gallery.add(pictures.subList(0, 4), Progress.NONE);
                gallery.mark(pictures.get(0), pictures.get(1), true);
                for (long free : new long[] {0, 4096, 16_384}) {
                    fill(disk, free);
                    assertThatThrownBy(() -> gallery.add(pictures, Progress.NONE))
                            .as("%d bytes are free", free)
                            .isInstanceOf(InputException.class)
                            .hasMessageContaining("No space left on device")
                            .hasMessageContaining("the pictures of the last commit are kept");
                    assertThat(gallery.info().pictures()).isEqualTo(4);
                    assertThat(gallery.search(GalleryTest.drawn(3), SearchSettings.USUAL))
                            .isNotEmpty();
                    Files.delete(disk.resolve("filler"));
                }
                fill(disk, 0);
                assertThatThrownBy(() -> {
                            for (int i = 0; i < 100; i++) { // a file may have room in its last block
                                gallery.mark(pictures.get(1), pictures.get(2), true);
                            }
                        })
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("earlier marks are kept");
                assertThat(gallery.marks()).hasSizeBetween(1, 2);
                Files.delete(disk.resolve("filler"));
                assertThat(gallery.add(pictures, Progress.NONE).failures()).isEmpty();
                assertThat(gallery.info().pictures()).isEqualTo(PICTURES);
            }
        } finally {
            assertThat(run("umount", disk.toString())).isZero();
        }
    }
}
