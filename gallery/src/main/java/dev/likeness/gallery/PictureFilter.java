package dev.likeness.gallery;

import dev.likeness.gallery.index.StoredPicture;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * A filter whose parts can be read, so that a storage can apply it before it looks for the nearest pictures. Any other predicate
 * filters what was found.
 */
public interface PictureFilter extends Predicate<StoredPicture> {
    /** Both filters. */
    @Override
    default PictureFilter and(Predicate<? super StoredPicture> other) {
        return new Both(this, other);
    }

    /** All pictures. */
    record All() implements PictureFilter {
        @Override
        public boolean test(StoredPicture picture) {
            return true;
        }
    }

    /**
     * The picture at a path, or the pictures in a folder and its subfolders.
     *
     * @param path absolute, as {@link StoredPicture#path}
     */
    record Under(String path) implements PictureFilter {
        @Override
        public boolean test(StoredPicture picture) {
            return picture.path().equals(path) || picture.path().startsWith(inside());
        }

        /** What the paths of the pictures in the folder begin with. */
        public String inside() {
            return path.endsWith("/") ? path : path + "/";
        }
    }

    /** Pictures that pass one or more of some filters. */
    record AnyOf(List<PictureFilter> filters) implements PictureFilter {
        public AnyOf {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean test(StoredPicture picture) {
            return filters.stream().anyMatch(filter -> filter.test(picture));
        }
    }

    /** Pictures whose files changed after a time. */
    record ModifiedAfter(Instant time) implements PictureFilter {
        @Override
        public boolean test(StoredPicture picture) {
            return picture.file().modified().isAfter(time);
        }
    }

    /** Pictures that pass two filters. */
    record Both(Predicate<? super StoredPicture> first, Predicate<? super StoredPicture> second)
            implements PictureFilter {
        @Override
        public boolean test(StoredPicture picture) {
            return first.test(picture) && second.test(picture);
        }
    }
}
