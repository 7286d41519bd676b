package dev.likeness.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Names of files inside a data set, with {@code /} between folders. */
public final class PathNames {
    private PathNames() {}

    /**
     * Normalises a path that a user wrote: removes {@code .} and {@code ..}.
     *
     * @return empty if the path names no file; null if it leads outside the data, as {@code ../a} and {@code /a} do
     */
    public static @Nullable String inside(String path) {
        if (path.startsWith("/") || path.matches("(?s)[A-Za-z]:[/\\\\].*")) {
            return null;
        }
        if (path.endsWith("/") || path.indexOf('\0') >= 0) {
            return "";
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return null;
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    /** The folder of a file, without a final slash; empty at the root. */
    public static String folderOf(String file) {
        int slash = file.lastIndexOf('/');
        return slash < 0 ? "" : file.substring(0, slash);
    }

    /** The deepest folder that contains or equals all of these folders; empty if that is the root. */
    public static String commonFolder(SortedSet<String> folders) {
        String common = folders.first();
        for (String folder : folders) {
            while (!common.isEmpty() && !folder.equals(common) && !folder.startsWith(common + "/")) {
                common = folderOf(common);
            }
        }
        return common;
    }

    /** A file name without its ending. */
    public static String withoutEnding(String file) {
        int dot = file.lastIndexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    /** The last part of a path. */
    public static String lastOf(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
