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
 * Temporary files and folders. Each has a hidden name with the process number, {@code .NAME.PROCESS.part}, beside its
 * target. A killed process leaves them behind; the next process that works in the folder removes them.
 */
public final class Leftovers {
    private static final Pattern NAME = Pattern.compile("\\..+\\.(\\d{1,18})\\.part");

    /** The longest name that the hidden name contains: file systems limit names to 255 bytes. */
    private static final int MAX_NAME_LENGTH = 50;

    private Leftovers() {}

    /** The temporary path from which this process moves something to a target. */
    static Path aside(Path target) {
        Path last = target.getFileName();
        String name = last == null ? "" : UserPath.text(last);
        String kept = name.length() <= MAX_NAME_LENGTH ? name : "long-" + Integer.toHexString(name.hashCode());
        return target.resolveSibling(UserPath.ofText(
                Path.of(""), "." + kept + "." + ProcessHandle.current().pid() + ".part"));
    }

    /**
     * Removes the temporary files of ended processes in a folder; the folder may be absent.
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
                    folder + ": the temporary files of a killed process cannot be removed (" + e
                            + "); remove the hidden files that end in .part",
                    e);
        }
    }

    static boolean isLeftOver(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            return false;
        }
        long process = Long.parseLong(name.group(1));
        // Process numbers are reused; files with the number of a running process are kept nevertheless.
        return process == 0 || ProcessHandle.of(process).isEmpty();
    }

    /** Removes a file, or a folder with its contents; it may be absent. */
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
