package dev.likeness.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Names of files inside a data set, with {@code /} between folders. */
public final class PathNames {
    private PathNames() {}

    /**
     * A path that someone wrote down, by the one name that the file has in the tree: without {@code .} and {@code ..}.
     * Empty where it names no file; null where it leads outside, as {@code ../a} and {@code /a} do.
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

    /** The folder of a file, without a slash at the end; empty at the root. */
    public static String folderOf(String file) {
        int slash = file.lastIndexOf('/');
        return slash < 0 ? "" : file.substring(0, slash);
    }

    /** The deepest folder that holds all of these folders or is one of them; empty where that is the root. */
    public static String commonFolder(SortedSet<String> folders) {
        String common = folders.first();
        for (String folder : folders) {
            while (!common.isEmpty() && !folder.equals(common) && !folder.startsWith(common + "/")) {
                common = folderOf(common);
            }
        }
        return common;
    }

    /** What comes before the ending of a file. */
    public static String withoutEnding(String file) {
        int dot = file.lastIndexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    /** The last part of a name. */
    public static String lastOf(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
