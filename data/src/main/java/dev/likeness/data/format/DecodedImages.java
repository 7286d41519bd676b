package dev.likeness.data.format;

import dev.likeness.data.ContentKey;
import dev.likeness.data.IgnoredFiles;
import dev.likeness.picture.Picture;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cache of whole images that many patches are cut from: decoded on first use, least recently used images removed first,
 * up to an eighth of the maximum heap.
 *
 * <p>Thread-safe; threads decode different images in parallel, and each image once. Read patches image by image, or at
 * least sequence by sequence, in the order of their names.
 */
final class DecodedImages {
    private final FileTree tree;
    private final long room;
    private final Map<String, Image> images = new LinkedHashMap<>(16, 0.75f, true); // in order of last access
    private long held;

    DecodedImages(FileTree tree) {
        this(tree, Runtime.getRuntime().maxMemory() / 8);
    }

    /** @param room bytes of decoded images to keep; the most recently used image is always kept */
    DecodedImages(FileTree tree, long room) {
        this.tree = tree;
        this.room = room;
    }

    /**
     * An image of the tree.
     *
     * @throws dev.likeness.error.InputException if it cannot be read
     */
    Picture get(String file) {
        Image image;
        synchronized (images) {
            image = images.computeIfAbsent(file, name -> new Image());
        }
        Picture picture = image.picture(tree, file);
        makeRoom(image, picture);
        return picture;
    }

    /** The key of an image's contents, see {@link ContentKey}. */
    String contentKey(String file) {
        return tree.contentKey(file);
    }

    /** The files that are not listed. */
    IgnoredFiles ignoredFiles() {
        return tree.ignoredFiles();
    }

    /** How errors name an image. */
    String describe(String file) {
        return tree.describe(file);
    }

    private void makeRoom(Image latest, Picture picture) {
        synchronized (images) {
            if (latest.bytes == 0) {
                latest.bytes = picture.rgb().length;
                held += latest.bytes;
            }
            Iterator<Image> oldest = images.values().iterator();
            while (held > room && oldest.hasNext()) {
                Image image = oldest.next();
                if (image != latest && image.bytes > 0) {
                    oldest.remove();
                    held -= image.bytes;
                }
            }
        }
    }

    private static final class Image {
        private @Nullable Picture picture;
        private long bytes; // as counted in held; 0 until decoded

        /** Locks this image only, so that others can be decoded in parallel. */
        synchronized Picture picture(FileTree tree, String file) {
            if (picture == null) {
                picture = Picture.read(tree.bytes(file), tree.describe(file));
            }
            return picture;
        }
    }
}
