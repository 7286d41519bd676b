package dev.likeness.train.head;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import java.util.List;

/**
 * Interleaves the channels of both pictures, a0 b0 a1 b1 .., and applies a convolution with one group for each channel:
 * each group reads channel c of both pictures and makes {@value #MULTIPLIER} maps; then ReLU, a 1x1, ReLU, and a 1x1 to
 * the likeness map. The head averages both orders. It is related to group-wise correlation (Guo et al. 2019, eq. 2), which
 * multiplies where this head adds and applies a ReLU.
 *
 * <p>The filter of a group is linear in its two channels, so each picture carries its part.
 *
 * <p>Parameters, of C channels and width W: {@code 36 C + 2 C W + 2 W + 1}. Multiply-adds: {@code 36 C h w} to prepare,
 * {@code (4 C W + W) h w} to combine.
 */
final class InterleavedHead implements Head {
    private static final int MULTIPLIER = 2;

    private final int maps;
    private final Conv conv;
    private final Conv mix;
    private final Conv score;

    InterleavedHead(Layers layers, HeadSettings settings) {
        maps = MULTIPLIER * settings.channels();
        conv = layers.grouped("conv", 2 * settings.channels(), maps, 3, settings.channels());
        mix = layers.convWithBias("mix", maps, settings.width(), 1);
        score = layers.convWithBias("score", settings.width(), 1, 1);
    }

    /** One order in the usual form, from the interleaved channels {@code [N,2C,h,w]}. */
    <F extends Features<F>> F plain(F interleaved) {
        return interleaved.conv(conv).relu().conv(mix).relu().conv(score); // [N,1,h,w]
    }

    @Override
    public <F extends Features<F>> F prepare(F x) { //      [N,C,h,w]
        F first = x.conv(conv.inputs(0, 1)); //             [N,2C,h,w], each group's filters for its first channel
        F second = x.conv(conv.inputs(1, 2)); //            [N,2C,h,w], each group's filters for its second channel
        return first.concat(second); //                     [N,4C,h,w]
    }

    @Override
    public <F extends Features<F>> F combine(F a, F b) { // [N,4C,h,w], [N,4C,h,w]
        List<F> ofA = a.parts(2); //                        [N,2C,h,w] twice
        List<F> ofB = b.parts(2);
        F ab = ofA.get(0).plus(ofB.get(1)).relu().conv(mix).relu();
        F ba = ofB.get(0).plus(ofA.get(1)).relu().conv(mix).relu();
        return ab.meanConv(ba, score); //                   [N,1,h,w]
    }
}
