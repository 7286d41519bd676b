package dev.likeness.alignment;

/**
 * A point of picture A and the point of picture B that shows the same detail, in relative coordinates.
 *
 * @param xA 0 to 1, from left to right
 * @param yA 0 to 1, from top to bottom
 * @param xB 0 to 1, from left to right
 * @param yB 0 to 1, from top to bottom
 */
public record PointPair(double xA, double yA, double xB, double yB) {}
