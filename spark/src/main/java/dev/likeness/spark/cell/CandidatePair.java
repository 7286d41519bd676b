package dev.likeness.spark.cell;

import java.io.Serializable;

/**
 * Two pictures that may be copies.
 *
 * @param cell in which they met
 * @param a the one with the smaller position
 * @param b the other
 * @param score of the model
 */
public record CandidatePair(long cell, CellMember a, CellMember b, double score) implements Serializable {
    private static final long serialVersionUID = 1;
}
