package dev.likeness.train.tower;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;
import dev.likeness.train.network.Tower;
import java.util.ArrayList;
import java.util.List;

/**
 * The plain tower with depthwise separable convolutions: a filter for each channel, norm and ReLU, then a 1x1 across the
 * channels, norm and ReLU (Howard et al. 2017, fig. 3). The first convolution stays whole: it reads one or three channels,
 * where a separation gains nothing.
 *
 * <p>Map: {@code ceil(H / s)} by {@code ceil(W / s)}, s = product of the strides.
 *
 * <p>Parameters, with c inputs and v the first width: {@code 9 c v + 2 v}, and those of each block, from i to o channels:
 * {@code 9 i + 2 i + i o + 2 o}. Multiply-adds: {@code 9 c v} and {@code 9 i + i o} for each cell of their output.
 */
final class SeparableTower implements Tower {
    private record Stage(Conv depthwise, Norm depthwiseNorm, Conv pointwise, Norm norm) {}

    private final Conv stem;
    private final Norm stemNorm;
    private final List<Stage> stages = new ArrayList<>();
    private final int channels;

    SeparableTower(Layers layers, TowerSettings settings) {
        int inputs = settings.widths().get(0);
        stem = layers.conv(
                "stem", settings.inputs(), inputs, 3, settings.strides().get(0));
        stemNorm = layers.norm("stem_norm", inputs);
        for (int i = 1; i < settings.widths().size(); i++) {
            for (int block = 1; block <= settings.blocks(); block++) {
                Layers names = layers.within("stage" + i + "_block" + block);
                int stride = block == 1 ? settings.strides().get(i) : 1;
                int width = settings.widths().get(i);
                stages.add(new Stage(
                        names.grouped("depthwise", inputs, inputs, 3, inputs, stride),
                        names.norm("depthwise_norm", inputs),
                        names.conv("pointwise", inputs, width, 1, 1),
                        names.norm("norm", width)));
                inputs = width;
            }
        }
        channels = inputs;
    }

    @Override
    public <F extends Features<F>> F forward(F x) { //                       [N,c,H,W]
        x = x.conv(stem).normRelu(stemNorm); //                              [N,widths 0,H/stride,W/stride]
        for (Stage stage : stages) {
            x = x.conv(stage.depthwise).normRelu(stage.depthwiseNorm); //    [N,inputs,h/stride,w/stride]
            x = x.conv(stage.pointwise).normRelu(stage.norm); //             [N,width,h/stride,w/stride]
        }
        return x; //                                                         [N,C,h,w]
    }

    @Override
    public int channels() {
        return channels;
    }
}
