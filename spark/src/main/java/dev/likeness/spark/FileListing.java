package dev.likeness.spark;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Lists the files of folders in this process, many folders at a time.
 *
 * <p>Spark's source {@code binaryFile} lists them too, but then asks for the status of each file once more and makes a task of
 * every 32 small files; that took a third of the time of encoding 20,000 small pictures.
 */
final class FileListing {
    private static final int FOLDERS_AT_ONCE = 16;

    private final Configuration settings;
    private final List<PictureFile> files = new ArrayList<>();
    private final Set<java.nio.file.Path> seen = new HashSet<>();

    private FileListing(Configuration settings) {
        this.settings = settings;
    }

    /**
     * All files of the folders and their subfolders, in the order of their paths. Names that begin with a dot or an underscore
     * are passed over.
     *
     * @param pattern a path or glob
     * @throws InputException if there is no such path, or a folder cannot be read
     */
    static List<PictureFile> of(Configuration settings, String pattern) {
        FileListing listing = new FileListing(settings);
        try {
            listing.list(listing.matches(pattern));
        } catch (IOException e) {
            throw new InputException(pattern + ": cannot be listed (" + e.getMessage() + ")", e);
        }
        return listing.files.stream()
                .distinct() // a glob may find a folder, and a file in it
                .sorted(Comparator.comparing(PictureFile::path))
                .toList();
    }

    private List<FileStatus> matches(String pattern) throws IOException {
        if (pattern.isBlank()) {
            throw new InputException("the path of the pictures is empty");
        }
        Path path = new Path(pattern);
        FileSystem system = path.getFileSystem(settings);
        if (system.exists(path)) {
            return List.of(system.getFileStatus(path));
        }
        FileStatus[] found = system.globStatus(path);
        if (found == null || found.length == 0) {
            throw new InputException(pattern + ": does not exist");
        }
        return Arrays.stream(found)
                .filter(status -> !isPassedOver(status.getPath().getName()))
                .toList();
    }

    /** One level of folders after the other. */
    private void list(List<FileStatus> first) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(FOLDERS_AT_ONCE);
        try {
            List<Path> folders = sorted(first);
            while (!folders.isEmpty()) {
                List<Future<List<FileStatus>>> contents = new ArrayList<>();
                for (Path folder : folders) {
                    contents.add(threads.submit(() -> contents(folder)));
                }
                List<Path> below = new ArrayList<>();
                for (Future<List<FileStatus>> content : contents) {
                    below.addAll(sorted(result(content)));
                }
                folders = below;
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Keeps the files and returns the folders. */
    private List<Path> sorted(List<FileStatus> found) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (FileStatus status : found) {
            Path path = status.getPath();
            if (!status.isDirectory()) {
                files.add(new PictureFile(path.toString(), status.getLen(), 1000 * status.getModificationTime()));
            } else if (isNew(path)) {
                folders.add(path);
            }
        }
        return folders;
    }

    /** Links may lead in a loop on local disks; Hadoop's other file systems have no links to folders. */
    private boolean isNew(Path folder) throws IOException {
        return !"file".equals(folder.toUri().getScheme())
                || seen.add(Paths.get(folder.toUri().getPath()).toRealPath());
    }

    private List<FileStatus> contents(Path folder) throws IOException {
        FileSystem system = folder.getFileSystem(settings);
        RemoteIterator<FileStatus> found = system.listStatusIterator(folder);
        List<FileStatus> kept = new ArrayList<>();
        while (found.hasNext()) {
            FileStatus status = found.next();
            if (!isPassedOver(status.getPath().getName())) {
                kept.add(status);
            }
        }
        return kept;
    }

    private static boolean isPassedOver(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }

    private static <T> T result(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
