package dev.likeness.train.tower;

class ContrastTowerTest extends TowerContract {
    @Override
    String name() {
        return "contrast";
    }

    @Override
    long multiplyAdds(TowerSettings settings, int height, int width) {
        height = down(height, settings.strides().get(0));
        width = down(width, settings.strides().get(0));
        long stem = 50L * settings.inputs() * settings.widths().get(0) * height * width;
        return stem + blockMultiplyAdds(settings, 1, height, width);
    }

    @Override
    long parameters(TowerSettings settings) {
        long v = settings.widths().get(0);
        return 50 * v * settings.inputs() + 2 * v + blocks(settings, 1);
    }
}
