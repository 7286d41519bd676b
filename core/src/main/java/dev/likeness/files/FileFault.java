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

/**
 * The reason why a file could not be read or written, as text. The message of a Java exception is often only the path,
 * which the error states already.
 */
public final class FileFault {
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
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        } else if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof NotDirectoryException) {
            return "it is not a folder";
        } else if (e instanceof DirectoryNotEmptyException) {
            return "the folder is not empty";
        } else if (e instanceof FileAlreadyExistsException) {
            return "a file of this name exists";
        } else if (e instanceof FileSystemLoopException) {
            return "its links form a cycle";
        } else if (e instanceof NotLinkException) {
            return "it is not a link";
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
