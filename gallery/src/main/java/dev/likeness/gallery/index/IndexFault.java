package dev.likeness.gallery.index;

import dev.likeness.files.FileFault;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.CorruptIndexException;

/** Why an index cannot be read, as text for people; Lucene's messages are about its own classes. */
final class IndexFault {
    /** A file in Lucene's description of what it reads, such as {@code NIOFSIndexInput(path="index/_0.cfs")}. */
    private static final Pattern FILE = Pattern.compile("(?:^|path=\"|/)([_a-z0-9]+(?:\\.[a-z]+)?)(?:\"|$)");

    private IndexFault() {}

    /**
     * The reason, for use in parentheses.
     *
     * @param folder the folder of the index, which the error states
     */
    static String reason(IOException e, Path folder) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException missing) {
                return FileFault.reason(missing, folder);
            }
        }
        if (e instanceof CorruptIndexException damage) {
            Matcher file = FILE.matcher(damage.getResourceDescription());
            return file.find() ? "its file " + file.group(1) + " is damaged" : "its files are damaged";
        }
        return e instanceof EOFException ? "one of its files ends early" : FileFault.reason(e, folder);
    }
}
