package dev.likeness.data;

/**
 * The number of pictures of one of two kinds.
 *
 * @param name the folder of the kind
 */
public record KindCount(String name, int pictures) {}
