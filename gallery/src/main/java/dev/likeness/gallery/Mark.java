package dev.likeness.gallery;

/**
 * A person's answer about two pictures. It belongs to their contents: it stays valid when the files are moved.
 *
 * @param a path of one picture when it was marked, as text
 * @param b path of the other
 * @param same whether they show the same thing
 * @param contentOfA SHA-256 of the file
 * @param contentOfB SHA-256 of the file
 */
public record Mark(String a, String b, boolean same, String contentOfA, String contentOfB) {
    /** The two contents, in either order. */
    MarkedPair pair() {
        return MarkedPair.of(contentOfA, contentOfB);
    }
}
