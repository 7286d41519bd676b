package dev.likeness.picture.decoding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The file of libwebp's library for this platform. It is taken from the folder that {@value #FOLDER} names, where the
 * launcher's build left it, or else unpacked from our jar into the folder for temporary files.
 *
 * <p>An unpacked file is deleted as soon as it is loaded, which Linux and macOS allow. Windows does not, so it stays there;
 * so does the file of a process that was killed while it loaded it. The next process that unpacks deletes what is old.
 */
final class LibWebpFile {
    static final String FOLDER = "likeness.webp.native.path";
    private static final String PREFIX = "likeness-webp-";

    /** No process takes so long from unpacking the file to loading it. */
    private static final Duration OLD = Duration.ofHours(1);

    private LibWebpFile() {}

    /**
     * Loads the library into Java.
     *
     * @throws IOException if there is none for this platform, or it cannot be unpacked
     * @throws UnsatisfiedLinkError if the platform does not take it
     */
    static void load() throws IOException {
        Path unpacked = unpackedByTheBuild();
        if (unpacked != null) {
            System.load(unpacked.toString());
            return;
        }
        String resource = resource();
        try (InputStream library = LibWebpFile.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new IOException(
                        "there is none for " + System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
            }
            loadFromTemporaryFile(library, resource.substring(resource.lastIndexOf('.')));
        }
    }

    private static @Nullable Path unpackedByTheBuild() {
        String folder = System.getProperty(FOLDER);
        if (folder == null) {
            return null;
        }
        Path file = Path.of(folder, System.mapLibraryName("webp-imageio")).toAbsolutePath();
        return Files.isRegularFile(file) ? file : null;
    }

    private static void loadFromTemporaryFile(InputStream library, String ending) throws IOException {
        Path file = Files.createTempFile(PREFIX, ending); // for this user only
        try {
            deleteOld(file);
            try (OutputStream out = Files.newOutputStream(file)) {
                library.transferTo(out);
            }
            System.load(file.toAbsolutePath().toString());
        } finally {
            deleteIfPossible(file);
        }
    }

    private static void deleteOld(Path mine) throws IOException {
        Path folder = mine.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        Instant limit = Instant.now().minus(OLD);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : files) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    deleteIfPossible(file);
                }
            }
        } catch (java.nio.file.NoSuchFileException e) {
            // another process deleted it first
        }
    }

    private static void deleteIfPossible(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Windows keeps it while it is loaded, and other users' files are theirs
        }
    }

    /** The folders are named as in webp-imageio's jar. */
    static String resource() {
        return "native/" + system(System.getProperty("os.name", "")) + "/" + machine(System.getProperty("os.arch", ""))
                + "/" + System.mapLibraryName("webp-imageio");
    }

    private static String system(String name) {
        if (name.startsWith("Windows")) {
            return "Windows";
        }
        return name.startsWith("Mac") || name.startsWith("Darwin") ? "Mac" : name;
    }

    private static String machine(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "x86", "i386", "i486", "i586", "i686" -> "x86";
            case "ppc64le" -> "ppc64";
            default -> name;
        };
    }
}
