package dev.likeness.data;

import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Random numbers keyed by a seed and a purpose, so that no draw depends on earlier draws.
 *
 * <p>It uses {@link Random}, whose numbers are specified and the same on every platform and release.
 */
public final class SeededRandom {
    private SeededRandom() {}

    /** A generator for one purpose. Different keys give independent numbers. */
    public static Random of(long seed, long... keys) {
        long state = mix(seed);
        for (long key : keys) {
            state = mix(state + 0x9e3779b97f4a7c15L * (key + 1));
        }
        return new Random(state);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014, figure 19). */
    private static long mix(long z) {
        long x = z + 0x9e3779b97f4a7c15L;
        x = (x ^ x >>> 30) * 0xbf58476d1ce4e5b9L;
        x = (x ^ x >>> 27) * 0x94d049bb133111ebL;
        return x ^ x >>> 31;
    }

    static <T> void shuffle(List<T> list, Random random) {
        Collections.shuffle(list, random);
    }

    /** A random element. */
    public static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /** A uniform number between two bounds. */
    public static double between(Random random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
