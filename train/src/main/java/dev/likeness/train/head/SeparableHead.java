package dev.likeness.train.head;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;
import java.util.List;

/**
 * As {@code concat}, with a depthwise separable convolution: one filter for each channel, then a 1x1 across the channels
 * (Chollet 2017; Howard et al. 2017, sec. 3.1); then norm, ReLU, and a 1x1 to the likeness map. The head averages both
 * orders. Both parts of the convolution are linear, so each picture carries its half.
 *
 * <p>Parameters, of C channels and width W: {@code 18 C + 2 C W + 3 W + 1}. Multiply-adds: {@code (18 C + 2 C W) h w} to
 * prepare, {@code W h w} to combine.
 */
final class SeparableHead implements Head {
    private final int channels;
    private final int width;
    private final Conv depthwise;
    private final Conv pointwise;
    private final Norm norm;
    private final Conv score;

    SeparableHead(Layers layers, HeadSettings settings) {
        channels = settings.channels();
        width = settings.width();
        depthwise = layers.grouped("depthwise", 2 * channels, 2 * channels, 3, 2 * channels);
        pointwise = layers.conv("pointwise", 2 * channels, width, 1, 1);
        norm = layers.norm("norm", width);
        score = layers.convWithBias("score", width, 1, 1);
    }

    /** One order in the usual form. */
    <F extends Features<F>> F plain(F a, F b) { //                           [N,C,h,w], [N,C,h,w]
        F x = a.concat(b).conv(depthwise).conv(pointwise); //                [N,width,h,w]
        return x.normRelu(norm).conv(score); //                             [N,1,h,w]
    }

    @Override
    public <F extends Features<F>> F prepare(F x) { //                       [N,C,h,w]
        F first = x.conv(depthwise.groups(0, channels)).conv(pointwise.inputs(0, channels));
        F second = x.conv(depthwise.groups(channels, 2 * channels)).conv(pointwise.inputs(channels, 2 * channels));
        return first.concat(second); //                                      [N,2 width,h,w]
    }

    @Override
    public <F extends Features<F>> F combine(F a, F b) { //                  [N,2 width,h,w], [N,2 width,h,w]
        List<F> ofA = a.parts(2); //                                        [N,width,h,w] twice
        List<F> ofB = b.parts(2);
        F ab = ofA.get(0).plus(ofB.get(1));
        F ba = ofB.get(0).plus(ofA.get(1));
        return ab.normRelu(norm).meanConv(ba.normRelu(norm), score); //     [N,1,h,w]
    }
}
