package dev.likeness.train.tower;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;
import dev.likeness.train.network.Tower;
import java.util.ArrayList;
import java.util.List;

/**
 * A sequence of convolutions, each with a norm and a ReLU.
 *
 * <p>Map: {@code ceil(H / s)} by {@code ceil(W / s)}, s = product of the strides.
 *
 * <p>Parameters of each convolution, from i to o channels: {@code 9 i o + 2 o}. Multiply-adds: {@code 9 i o} for each
 * cell of its output.
 */
final class PlainTower implements Tower {
    private record Stage(Conv conv, Norm norm) {}

    private final List<Stage> stages = new ArrayList<>();
    private final int channels;

    PlainTower(Layers layers, TowerSettings settings) {
        int inputs = settings.inputs();
        for (int i = 0; i < settings.widths().size(); i++) {
            int width = settings.widths().get(i);
            stages.add(new Stage(
                    layers.conv(
                            "conv" + (i + 1),
                            inputs,
                            width,
                            3,
                            settings.strides().get(i)),
                    layers.norm("norm" + (i + 1), width)));
            inputs = width;
        }
        channels = inputs;
    }

    @Override
    public <F extends Features<F>> F forward(F x) { // [N,c,H,W]
        for (Stage stage : stages) {
            x = x.conv(stage.conv).normRelu(stage.norm); //    [N,width,H/stride,W/stride]
        }
        return x; // [N,C,h,w]
    }

    @Override
    public int channels() {
        return channels;
    }
}
