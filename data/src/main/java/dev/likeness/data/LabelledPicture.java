package dev.likeness.data;

import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import org.jspecify.annotations.Nullable;

/**
 * One picture of a data set and what it shows.
 *
 * @param name its path inside the data set, with {@code /} between folders; unique in the set
 * @param identity what it shows; two pictures match when their identities are equal. Unique across groups
 *     ({@code group/identity} for nested folders)
 * @param group what the identity belongs to, such as an alphabet; empty if the data have no groups
 * @param source of its pixels
 * @param kind in data of two kinds (such as photographs and sketches of the same things), the side of a comparison that
 *     pictures of this kind are on; null in other data
 */
public record LabelledPicture(
        String name,
        String identity,
        String group,
        Source source,
        @Nullable Side kind) {
    /** A picture without a kind. */
    public LabelledPicture(String name, String identity, String group, Source source) {
        this(name, identity, group, source, null);
    }

    /** The same picture with a kind. */
    public LabelledPicture ofKind(Side itsKind) {
        return new LabelledPicture(name, identity, group, source, itsKind);
    }

    /** The same picture with another source of pixels. */
    public LabelledPicture from(Source other) {
        return new LabelledPicture(name, identity, group, other, kind);
    }

    /** Reads the picture's pixels; each call reads them again. */
    @FunctionalInterface
    public interface Source {
        Picture read();

        /**
         * A short key of the contents, which never changes. Equal contents within a data set have equal keys; equal keys
         * are a strong hint only, so compare the pixels as well.
         */
        default String contentKey() {
            return ContentKey.of(read());
        }

        /** The files that were ignored when the data set was listed; none if the picture is not stored in a file. */
        default IgnoredFiles ignoredFiles() {
            return IgnoredFiles.NONE;
        }
    }
}
