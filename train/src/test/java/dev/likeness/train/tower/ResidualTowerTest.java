package dev.likeness.train.tower;

class ResidualTowerTest extends TowerContract {
    @Override
    String name() {
        return "residual";
    }

    @Override
    long multiplyAdds(TowerSettings settings, int height, int width) {
        height = down(height, settings.strides().get(0));
        width = down(width, settings.strides().get(0));
        long stem = 9L * settings.inputs() * settings.widths().get(0) * height * width;
        return stem + blockMultiplyAdds(settings, 1, height, width);
    }

    @Override
    long parameters(TowerSettings settings) {
        long v = settings.widths().get(0);
        return 9 * v * settings.inputs() + 2 * v + blocks(settings, 1);
    }
}
