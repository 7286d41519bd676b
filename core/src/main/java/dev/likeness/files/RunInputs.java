package dev.likeness.files;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files and folders that one run reads. An output is refused if it is an input, lies in one or contains one. The
 * file system resolves links, hard links and the case of letters.
 */
public final class RunInputs {
    private final List<Input> inputs = new ArrayList<>();

    private record Input(String what, Path path) {}

    /**
     * Adds a file or a folder; one that does not exist is ignored.
     *
     * @param what its name in errors, such as {@code model}
     */
    public void add(String what, Path path) {
        inputs.add(new Input(what, path));
    }

    /**
     * Checks an output before anything is written.
     *
     * @param what its name in errors, such as {@code output folder}
     * @throws InputException if writing it would change an input
     */
    public void requireNotInput(String what, Path output) {
        for (Input input : inputs) {
            if (!Files.isRegularFile(input.path) && !Files.isDirectory(input.path)) {
                continue; // absent, or a pipe, which other output does not change
            }
            try {
                String overlap = overlap(output, input.path);
                if (overlap != null) {
                    throw new InputException(
                            what + " " + UserPath.text(output) + " " + overlap + " an input of this run ("
                                    + input.what + " " + UserPath.text(input.path)
                                    + "), which would be overwritten or changed; nothing was written; choose"
                                    + " another place");
                }
            } catch (IOException e) {
                throw new InputException(
                        what + " " + output + ": cannot be compared with the input " + input.path + " ("
                                + FileFault.reason(e, input.path) + "); choose another place",
                        e);
            }
        }
    }

    /** How an output overlaps an input, as text; null if it does not. */
    private static @Nullable String overlap(Path output, Path input) throws IOException {
        if (Files.exists(output) && Files.isSameFile(output, input)) {
            return "is";
        }
        Path place = place(output);
        Path source = input.toRealPath();
        boolean folder = Files.isDirectory(source);
        if (folder && place.startsWith(source)) {
            return "lies in";
        }
        if (source.startsWith(place)) {
            return "contains";
        }
        return folder && leadsTo(source, place) ? "is a part of" : null;
    }

    /**
     * Where an output will be written: the real path of its deepest existing folder, and the rest. A link is followed, also if
     * its target does not exist yet.
     */
    public static Path place(Path output) throws IOException {
        Path absolute = AtomicFiles.behindLinks(output.toAbsolutePath());
        for (Path above = absolute; above != null; above = above.getParent()) {
            if (Files.exists(above)) {
                return above.toRealPath().resolve(above.relativize(absolute)).normalize();
            }
        }
        return absolute.normalize();
    }

    /** Whether a link or hard link below a folder leads to an output, or, if that is new, to a folder that it will lie in. */
    private static boolean leadsTo(Path folder, Path output) throws IOException {
        Set<Object> keys = new HashSet<>();
        if (Files.exists(output)) {
            addKey(output, keys);
        } else {
            for (Path above = output.getParent();
                    above != null && !folder.startsWith(above);
                    above = above.getParent()) {
                addKey(above, keys);
            }
        }
        Search search = new Search(keys);
        if (!keys.isEmpty()) {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, search);
        }
        return search.found;
    }

    /** The key is the same for all names of a file. Windows has none, and its links are resolved above. */
    private static void addKey(Path file, Set<Object> keys) throws IOException {
        Object key = Files.exists(file)
                ? Files.readAttributes(file, BasicFileAttributes.class).fileKey()
                : null;
        if (key != null) {
            keys.add(key);
        }
    }

    private static final class Search extends SimpleFileVisitor<Path> {
        private final Set<Object> keys;
        private boolean found;

        Search(Set<Object> keys) {
            this.keys = keys;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return look(attributes);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return look(attributes);
        }

        /** A folder that cannot be listed cannot be read either; reading reports it. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        private FileVisitResult look(BasicFileAttributes attributes) {
            Object key = attributes.fileKey();
            found |= key != null && keys.contains(key);
            return found ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
    }
}
