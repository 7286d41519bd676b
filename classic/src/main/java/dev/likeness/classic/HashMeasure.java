package dev.likeness.classic;

/**
 * A measure that boils a picture down to bits, eight in each number; the score is the share of bits that agree, 0 to
 * 1, which is 0.5 for two pictures that have nothing to do with each other.
 */
abstract class HashMeasure extends VectorMeasure {
    HashMeasure(String name) {
        super(name);
    }

    @Override
    final double score(float[] a, float[] b) {
        return Distances.agreement(a, b);
    }
}
