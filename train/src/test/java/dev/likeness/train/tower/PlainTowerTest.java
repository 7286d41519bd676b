package dev.likeness.train.tower;

class PlainTowerTest extends TowerContract {
    @Override
    String name() {
        return "plain";
    }

    @Override
    long parameters(TowerSettings settings) {
        long sum = 0;
        long i = settings.inputs();
        for (long o : settings.widths()) {
            sum += 9 * i * o + 2 * o;
            i = o;
        }
        return sum;
    }
}
