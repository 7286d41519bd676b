package dev.likeness.classic;

/**
 * A measure that reduces a picture to bits, eight in each number. The score is the share of equal bits, 0 to 1; it is
 * about 0.5 for two unrelated pictures.
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
