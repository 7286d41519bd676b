package dev.likeness.classic;

class OrbMeasureTest extends KeypointContract {
    @Override
    protected String name() {
        return "orb";
    }

    @Override
    int length() {
        return 32;
    }

    @Override
    KeypointMatcher matcher() {
        return KeypointMatcher.HAMMING;
    }

    @Override
    double distance(float[] a, int fromA, float[] b, int fromB) {
        int bits = 0;
        for (int d = 0; d < length(); d++) {
            bits += Integer.bitCount((int) a[fromA + d] ^ (int) b[fromB + d]);
        }
        return bits;
    }
}
