package dev.likeness.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The reason why a file could not be read or written, as text. The message of a Java exception is often only the path,
 * which the error states already.
 */
public final class FileFault {
    private static final Map<Class<? extends FileSystemException>, String> WORDS = Map.of(
            NoSuchFileException.class, "there is no such file or folder",
            AccessDeniedException.class, "permission denied",
            NotDirectoryException.class, "it is not a folder",
            DirectoryNotEmptyException.class, "the folder is not empty",
            FileAlreadyExistsException.class, "a file of this name exists",
            FileSystemLoopException.class, "its links form a cycle",
            NotLinkException.class, "it is not a link");

    private FileFault() {}

    /**
     * The reason, for use in parentheses.
     *
     * @param file the path that the error states; a different path in the exception is added to the reason
     */
    public static String reason(Exception e, Path file) {
        Exception cause = e instanceof UncheckedIOException && e.getCause() instanceof IOException io ? io : e;
        if (!(cause instanceof FileSystemException fault)) {
            return plain(cause);
        }
        String other = fault.getFile();
        boolean same = other == null
                || other.equals(file.toString())
                || other.equals(file.toAbsolutePath().toString());
        return words(fault) + (same ? "" : ": " + other);
    }

    private static String words(FileSystemException e) {
        String known = WORDS.get(e.getClass());
        if (known != null) {
            return known;
        }
        String reason = e.getReason();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    private static String plain(Exception e) {
        if (e instanceof CharacterCodingException) {
            return "it is not valid UTF-8";
        }
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
