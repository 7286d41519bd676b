package dev.likeness.data.format;

import dev.likeness.data.ContentKey;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PassedOver;
import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureLimits;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The files of a data set, in a folder or in an archive, by names with {@code /} between folders.
 *
 * <p>Safe for use by several threads.
 */
interface FileTree {
    /** What is taken for a picture. The last four are not decoded, but counting them makes better errors. */
    Set<String> PICTURE_ENDINGS = Set.of(
            "jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "tif", "tiff", "webp", "pgm", "ppm", "pbm", "pnm", "pam",
            "heic", "heif", "avif", "jxl");

    /** No file of a data set is read past this size: that of the largest picture. */
    long MAX_BYTES = PictureLimits.DEFAULT.bytes();

    /** What the user called it: the path it was opened from. */
    String name();

    /** The names of all files, sorted; without {@linkplain Litter litter}. */
    List<String> files();

    /** What lies among the files and is not in their list. */
    PassedOver passedOver();

    /** Whether there is a file of this name. */
    boolean has(String file);

    /**
     * The contents of a file.
     *
     * @throws InputException if it cannot be read
     */
    byte[] bytes(String file);

    /**
     * The contents of a file from its beginning, for files that are too long to be held in memory.
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
        return text.startsWith("\ufeff") ? text.substring(1) : text; // the mark that some editors put in front
    }

    /** A picture of this tree, of data of one kind. */
    default LabelledPicture picture(String file, String identity, String group) {
        return new LabelledPicture(file, identity, group, new Source(this, file));
    }

    /** The names of the files that are pictures by their ending. */
    default List<String> pictureFiles() {
        return files().stream().filter(FileTree::isPicture).toList();
    }

    static boolean isPicture(String file) {
        int dot = file.lastIndexOf('.');
        return dot >= 0 && PICTURE_ENDINGS.contains(file.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** Reads a picture of a tree at each call. */
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
        public PassedOver passedOver() {
            return tree.passedOver();
        }
    }
}
