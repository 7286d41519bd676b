package dev.likeness.files;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is written aside has a hidden name with the number of the process that writes: {@code .NAME.PROCESS.part}, beside
 * its place. A process that is killed leaves it behind; the next one that works in the folder removes it.
 */
public final class Leftovers {
    private static final Pattern NAME = Pattern.compile("\\..+\\.(\\d{1,18})\\.part");

    /** Of a name that is kept within the hidden one: file systems end names at 255 bytes. */
    private static final int LONGEST = 50;

    private Leftovers() {}

    /** Where this process writes what is to be moved to a place. */
    static Path aside(Path target) {
        Path last = target.getFileName();
        String name = last == null ? "" : UserPath.text(last);
        String kept = name.length() <= LONGEST ? name : "long-" + Integer.toHexString(name.hashCode());
        return target.resolveSibling(UserPath.ofText(
                Path.of(""), "." + kept + "." + ProcessHandle.current().pid() + ".part"));
    }

    /**
     * Removes what processes that are no more wrote aside in a folder; there may be no such folder.
     *
     * @throws InputException if something cannot be removed
     */
    public static void remove(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".*.part")) {
            for (Path file : files) {
                if (isLeftOver(file)) {
                    removeAll(file);
                }
            }
        } catch (IOException e) {
            throw new InputException(
                    folder + ": what a process that was killed left there cannot be removed (" + e
                            + "); remove the hidden files that end in .part by hand",
                    e);
        }
    }

    static boolean isLeftOver(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            return false;
        }
        long process = Long.parseLong(name.group(1));
        // A number is given again after a while; files of a process that lives are left alone all the same.
        return process == 0 || ProcessHandle.of(process).isEmpty();
    }

    /** Removes a file, or a folder with all that is in it; there may be neither. */
    static void removeAll(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(path)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
