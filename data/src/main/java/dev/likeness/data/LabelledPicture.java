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
 * @param group what the identity belongs to, such as an alphabet; empty where the data has no groups
 * @param source where its pixels are read from
 * @param kind of data of two kinds (the same things photographed and sketched, say), the side of a comparison that
 *     pictures of its kind stand on; null where the data are of one kind
 */
public record LabelledPicture(
        String name,
        String identity,
        String group,
        Source source,
        @Nullable Side kind) {
    /** A picture of data of one kind. */
    public LabelledPicture(String name, String identity, String group, Source source) {
        this(name, identity, group, source, null);
    }

    /** The same picture as one of a kind. */
    public LabelledPicture ofKind(Side itsKind) {
        return new LabelledPicture(name, identity, group, source, itsKind);
    }

    /** The same picture, its pixels read from elsewhere. */
    public LabelledPicture from(Source other) {
        return new LabelledPicture(name, identity, group, other, kind);
    }

    /** Reads the picture's pixels anew at each call. */
    @FunctionalInterface
    public interface Source {
        Picture read();

        /**
         * A short key of the contents, the same for the same contents however often it is asked. Equal contents of one
         * data set have equal keys; equal keys are a strong hint only, so compare the pixels before you rely on it.
         */
        default String contentKey() {
            return ContentKey.of(read());
        }

        /** What was passed over when the files that it is read from were listed; nothing where it is in no file. */
        default PassedOver passedOver() {
            return PassedOver.NOTHING;
        }
    }
}
