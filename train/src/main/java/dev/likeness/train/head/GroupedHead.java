package dev.likeness.train.head;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;
import java.util.List;

/**
 * A convolution with groups=2 over the concatenated channels. Each group holds one picture, with its own norm and ReLU,
 * until a 1x1 mixes the groups; then ReLU and a 1x1 to the likeness map. The head averages both orders.
 *
 * <p>The mixing 1x1 is linear in the groups, {@code M [ga; gb] = Ma ga + Mb gb}, so each picture carries its product with
 * its columns of M. Without the ReLU after the mixing the score would be u(a) + v(b), which cannot rank.
 *
 * <p>Parameters, of C channels and width W: {@code 18 C W + 2 W^2 + 5 W + 1}. Multiply-adds: {@code (18 C W + 2 W^2) h w}
 * to prepare, {@code W h w} to combine.
 */
final class GroupedHead implements Head {
    private final int channels;
    private final int width;
    private final Conv conv;
    private final Norm norm;
    private final Norm secondNorm;
    private final Conv mix;
    private final Conv score;

    GroupedHead(Layers layers, HeadSettings settings) {
        channels = settings.channels();
        width = settings.width();
        conv = layers.grouped("conv", 2 * channels, 2 * width, 3, 2);
        norm = layers.norm("norm", width);
        secondNorm = layers.norm("second_norm", width);
        mix = layers.conv("mix", 2 * width, width, 1, 1);
        score = layers.convWithBias("score", width, 1, 1);
    }

    /** One order in the usual form. */
    <F extends Features<F>> F plain(F a, F b) { //                             [N,C,h,w], [N,C,h,w]
        List<F> groups = a.concat(b).conv(conv).parts(2); //                   [N,width,h,w] twice
        F first = groups.get(0).norm(norm);
        F second = groups.get(1).norm(secondNorm);
        return first.concat(second).relu().conv(mix).relu().conv(score); //    [N,1,h,w]
    }

    @Override
    public <F extends Features<F>> F prepare(F x) { //                                              [N,C,h,w]
        F first = x.conv(conv.groups(0, 1)).normRelu(norm).conv(mix.inputs(0, width));
        F second = x.conv(conv.groups(1, 2)).normRelu(secondNorm).conv(mix.inputs(width, 2 * width));
        return first.concat(second); //                                                             [N,2 width,h,w]
    }

    @Override
    public <F extends Features<F>> F combine(F a, F b) { //               [N,2 width,h,w], [N,2 width,h,w]
        List<F> ofA = a.parts(2); //                                      [N,width,h,w] twice
        List<F> ofB = b.parts(2);
        F ab = ofA.get(0).plusRelu(ofB.get(1));
        F ba = ofB.get(0).plusRelu(ofA.get(1));
        return ab.meanConv(ba, score); //                                 [N,1,h,w]
    }
}
