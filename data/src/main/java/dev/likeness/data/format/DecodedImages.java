package dev.likeness.data.format;

import dev.likeness.data.ContentKey;
import dev.likeness.data.PassedOver;
import dev.likeness.picture.Picture;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whole images that many patches are cut from, decoded when first asked for and kept while there is room: those asked for
 * last, up to an eighth of the memory that Java may use.
 *
 * <p>Safe for several threads; they decode different images at the same time, and each image once. Whoever reads many
 * patches does well to go image by image, or at least sequence by sequence, as the order of their names does.
 */
final class DecodedImages {
    private final FileTree tree;
    private final long room;
    private final Map<String, Image> images = new LinkedHashMap<>(16, 0.75f, true); // the one asked for last is last
    private long held;

    DecodedImages(FileTree tree) {
        this(tree, Runtime.getRuntime().maxMemory() / 8);
    }

    /** @param room bytes of decoded images that are kept; the one asked for last is kept in any case */
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

    /** What was passed over among the files. */
    PassedOver passedOver() {
        return tree.passedOver();
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
        private long bytes; // as counted in what is held; 0 until it is decoded

        /** Locks this image only, so that others can be decoded meanwhile. */
        synchronized Picture picture(FileTree tree, String file) {
            if (picture == null) {
                picture = Picture.read(tree.bytes(file), tree.describe(file));
            }
            return picture;
        }
    }
}
