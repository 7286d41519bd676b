package dev.likeness;

/** The version of this software. Models record it. */
public final class Version {
    public static final String CURRENT = "0.1.0";

    private Version() {}
}
