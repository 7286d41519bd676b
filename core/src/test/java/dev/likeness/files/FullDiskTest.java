package dev.likeness.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real disks that are full or read-only: the old file stays complete, and nothing is left beside it. */
class FullDiskTest {
    @TempDir
    Path folder;

    /** A file system in memory; only root may mount one. */
    private Path mounted(String options) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/mount")), "no mount here");
        Path disk = Files.createDirectories(folder.resolve("disk"));
        int code = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString());
        assumeTrue(code == 0, "this user may not mount a file system");
        return disk;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private static void unmount(Path disk) throws IOException, InterruptedException {
        assertThat(run("umount", disk.toString())).isZero();
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void aFullDiskKeepsTheOldFile() throws IOException, InterruptedException {
        Path disk = mounted("size=64k");
        try {
            Path file = disk.resolve("model.json");
            AtomicFiles.write(file, new byte[] {1, 2, 3});
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> AtomicFiles.write(file, new byte[1 << 20]))
                        .isInstanceOf(InputException.class)
                        .hasMessageStartingWith(file + ": cannot be written")
                        .hasMessageContaining("No space left on device")
                        .hasMessageContaining("free space");
            }
            assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
            assertThat(inside(disk)).containsExactly(file);
            AtomicFiles.write(file, new byte[40_000]); // the space is free again
        } finally {
            unmount(disk);
        }
    }

    @Test
    void aReadOnlyDiskIsReported() throws IOException, InterruptedException {
        Path disk = mounted("size=64k");
        try {
            Path file = disk.resolve("model.json");
            AtomicFiles.write(file, new byte[] {1});
            assertThat(run("mount", "-o", "remount,ro", disk.toString())).isZero();
            assertThatThrownBy(() -> AtomicFiles.write(file, new byte[] {2}))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("Read-only file system");
            assertThatThrownBy(() -> FolderLock.of(disk, "study").close())
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith(disk + ": cannot be written to");
            assertThatThrownBy(() -> NewFolder.at(disk.resolve("new")))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("the folder cannot be created");
            assertThat(file).hasBinaryContent(new byte[] {1});
        } finally {
            unmount(disk);
        }
    }

    /** Without root rights: the system limits the files of a process to 8 blocks, 4 kB. */
    @Test
    void aFileAboveTheLimitKeepsTheOldFile() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell here");
        Path file = Files.writeString(folder.resolve("model.json"), "kept");
        Process process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "ulimit -f 8; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(2);
        assertThat(said).contains("model.json: cannot be written").contains("File too large");
        assertThat(file).hasContent("kept");
        assertThat(inside(folder)).containsExactly(file);
    }

    /** Writes a megabyte to the given file, in a separate process. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            try {
                AtomicFiles.write(Path.of(arguments[0]), new byte[1 << 20]);
            } catch (InputException e) {
                System.out.println(e.getMessage());
                System.exit(2);
            }
        }
    }
}
