package dev.likeness.gallery;

/** Two contents; {@link #of} puts them into one order. */
record MarkedPair(String first, String second) {
    static MarkedPair of(String a, String b) {
        return a.compareTo(b) <= 0 ? new MarkedPair(a, b) : new MarkedPair(b, a);
    }
}
