package dev.likeness.train.tower;

class SeparableTowerTest extends TowerContract {
    @Override
    String name() {
        return "separable";
    }

    @Override
    long parameters(TowerSettings settings) {
        long i = settings.widths().get(0);
        long sum = 9 * i * settings.inputs() + 2 * i;
        for (long o : settings.widths().subList(1, settings.widths().size())) {
            for (int block = 0; block < settings.blocks(); block++) {
                sum += 9 * i + 2 * i + i * o + 2 * o;
                i = o;
            }
        }
        return sum;
    }
}
