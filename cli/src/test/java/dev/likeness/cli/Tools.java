package dev.likeness.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs of the system that the launcher uses: a PATH of these alone has neither Java nor Maven. */
final class Tools {
    private static final List<String> NAMES = List.of(
            "cat",
            "cksum",
            "dirname",
            "env",
            "find",
            "head",
            "ln",
            "locale",
            "mkdir",
            "mv",
            "nice",
            "readlink",
            "rm",
            "rmdir",
            "sed",
            "sh",
            "sleep",
            "tee",
            "touch");

    private Tools() {}

    /** Creates a folder with a link to each. */
    static Path link(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : NAMES) {
            Optional<Path> tool = find(name);
            if (tool.isPresent()) {
                Files.createSymbolicLink(folder.resolve(name), tool.get());
            }
        }
        return folder;
    }

    /** A program on the PATH. */
    static Optional<Path> find(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
