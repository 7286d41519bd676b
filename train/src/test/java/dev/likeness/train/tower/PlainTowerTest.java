package dev.likeness.train.tower;

class PlainTowerTest extends TowerContract {
    @Override
    String name() {
        return "plain";
    }

    @Override
    long multiplyAdds(TowerSettings settings, int height, int width) {
        long sum = 0;
        long i = settings.inputs();
        for (int stage = 0; stage < settings.widths().size(); stage++) {
            long o = settings.widths().get(stage);
            height = down(height, settings.strides().get(stage));
            width = down(width, settings.strides().get(stage));
            sum += 9 * i * o * height * width;
            i = o;
        }
        return sum;
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
