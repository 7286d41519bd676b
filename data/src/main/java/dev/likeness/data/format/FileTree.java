package dev.likeness.data.format;

import dev.likeness.data.ContentKey;
import dev.likeness.data.IgnoredFiles;
import dev.likeness.data.LabelledPicture;
import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureLimits;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The files of a data set in a folder or an archive, by names with {@code /} between folders. Thread-safe.
 */
interface FileTree {
    /** The endings of picture files. JPEG XL is not decoded, but counting such files improves errors. HEIC and AVIF need the module heif. */
    Set<String> PICTURE_ENDINGS = Set.of(
            "jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "tif", "tiff", "webp", "pgm", "ppm", "pbm", "pnm", "pam",
            "heic", "heif", "avif", "jxl");

    /** The maximum size of a file of a data set, in bytes: that of the largest picture. */
    long MAX_BYTES = PictureLimits.DEFAULT.bytes();

    /** The path that it was opened from, as the user wrote it. */
    String name();

    /** The names of all files, sorted; without {@linkplain SystemFiles hidden and system files}. */
    List<String> files();

    /** The files that are not listed. */
    IgnoredFiles ignoredFiles();

    /** Whether a file of this name exists. */
    boolean has(String file);

    /**
     * The contents of a file.
     *
     * @throws InputException if it cannot be read
     */
    byte[] bytes(String file);

    /**
     * The contents of a file as a stream, for files that do not fit into memory.
     *
     * @throws InputException if it cannot be opened
     */
    InputStream stream(String file);

    /** The key of a file's contents, see {@link ContentKey}. */
    String contentKey(String file);

    /** How errors name a file. */
    String describe(String file);

    /** The text of a file, in UTF-8. */
    default String text(String file) {
        String text = new String(bytes(file), StandardCharsets.UTF_8);
        return text.startsWith("\ufeff") ? text.substring(1) : text; // the byte order mark that some editors write
    }

    /** A picture of this tree, without a kind. */
    default LabelledPicture picture(String file, String identity, String group) {
        return new LabelledPicture(file, identity, group, new Source(this, file));
    }

    /** The names of the files with the ending of a picture. */
    default List<String> pictureFiles() {
        return files().stream().filter(FileTree::isPicture).toList();
    }

    static boolean isPicture(String file) {
        int dot = file.lastIndexOf('.');
        return dot >= 0 && PICTURE_ENDINGS.contains(file.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** Reads a picture of a tree; each call reads it again. */
    record Source(FileTree tree, String file) implements LabelledPicture.Source {
        @Override
        public Picture read() {
            return Picture.read(tree.bytes(file), tree.describe(file));
        }

        @Override
        public String contentKey() {
            return tree.contentKey(file);
        }

        @Override
        public IgnoredFiles ignoredFiles() {
            return tree.ignoredFiles();
        }
    }
}
