package dev.likeness.train.tower;

class ResidualTowerTest extends TowerContract {
    @Override
    String name() {
        return "residual";
    }

    @Override
    long parameters(TowerSettings settings) {
        long v = settings.widths().get(0);
        return 9 * v * settings.inputs() + 2 * v + blocks(settings, 1);
    }
}
