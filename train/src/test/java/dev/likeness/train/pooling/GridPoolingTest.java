package dev.likeness.train.pooling;

class GridPoolingTest extends PoolingContract {
    @Override
    String name() {
        return "grid";
    }

    @Override
    double[] loop(float[] x, int h, int w) {
        double[] means = new double[CHANNELS * 16];
        for (int out = 0; out < means.length; out++) {
            int row = out / 4 % 4;
            int column = out % 4;
            int count = 0;
            for (int i = row * h / 4; 4 * i < (row + 1) * h; i++) {
                for (int j = column * w / 4; 4 * j < (column + 1) * w; j++) {
                    means[out] += x[(out / 16 * h + i) * w + j];
                    count++;
                }
            }
            means[out] /= count;
        }
        return means;
    }
}
