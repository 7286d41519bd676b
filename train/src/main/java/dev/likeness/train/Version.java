package dev.likeness.train;

/** The version of this software, as model cards record it. */
final class Version {
    static final String CURRENT = "0.1.0";

    private Version() {}
}
