package dev.likeness.data;

import dev.likeness.picture.Picture;

/**
 * One picture of a data set and what it shows.
 *
 * @param name its path inside the data set, with {@code /} between folders; unique in the set
 * @param identity what it shows; two pictures match when their identities are equal. Unique across groups
 *     ({@code group/identity} for nested folders)
 * @param group what the identity belongs to, such as an alphabet; empty where the data has no groups
 * @param source where its pixels are read from
 */
public record LabelledPicture(String name, String identity, String group, Source source) {
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
    }
}
