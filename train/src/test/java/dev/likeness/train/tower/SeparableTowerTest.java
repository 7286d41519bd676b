package dev.likeness.train.tower;

class SeparableTowerTest extends TowerContract {
    @Override
    String name() {
        return "separable";
    }

    @Override
    long multiplyAdds(TowerSettings settings, int height, int width) {
        long i = settings.widths().get(0);
        height = down(height, settings.strides().get(0));
        width = down(width, settings.strides().get(0));
        long sum = 9 * i * settings.inputs() * height * width;
        for (int stage = 1; stage < settings.widths().size(); stage++) {
            long o = settings.widths().get(stage);
            height = down(height, settings.strides().get(stage));
            width = down(width, settings.strides().get(stage));
            for (int block = 0; block < settings.blocks(); block++) {
                sum += (9 * i + i * o) * height * width;
                i = o;
            }
        }
        return sum;
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
