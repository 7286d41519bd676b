package dev.likeness.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for the files of one process, in memory if the system supports it; deleted when the process ends. */
final class Scratch {
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path folder;
    private long count;

    Scratch() {
        try {
            folder = Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "likeness-fuzz")
                    : Files.createTempDirectory("likeness-fuzz");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    }

    Path folder() {
        return folder;
    }

    /** A file with these contents under a new name, because the JDK caches zip files by name. */
    Path fresh(String ending, byte[] contents) {
        return write(++count + ending, contents);
    }

    Path write(String name, byte[] contents) {
        try {
            return Files.write(folder.resolve(name), contents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
