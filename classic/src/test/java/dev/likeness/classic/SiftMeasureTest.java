package dev.likeness.classic;

class SiftMeasureTest extends KeypointContract {
    @Override
    protected String name() {
        return "sift";
    }

    @Override
    int length() {
        return 128;
    }

    @Override
    KeypointMatcher matcher() {
        return KeypointMatcher.EUCLIDEAN;
    }

    @Override
    double distance(float[] a, int fromA, float[] b, int fromB) {
        double sum = 0;
        for (int d = 0; d < length(); d++) {
            sum += Math.pow((double) a[fromA + d] - b[fromB + d], 2);
        }
        return Math.sqrt(sum);
    }
}
