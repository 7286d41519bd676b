package dev.likeness.train.head;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;
import java.util.List;

/**
 * Concatenates the channels of both pictures; then a convolution, ReLU, and a 1x1 to the likeness map.
 *
 * <p>Convolution is linear, so {@code conv(concat(a, b)) = Wa a + Wb b}. Each picture carries both halves, the one for
 * the first place and the one for the second, and a comparison starts with an addition. The head averages both orders,
 * which makes it symmetric. It is the starting point of the project; Relation Network (Sung et al. 2018, eq. 1) learns
 * its relation module in the same way.
 *
 * <p>Parameters, of C channels and width W: {@code 18 C W + 3 W + 1}. Multiply-adds: {@code 18 C W h w} to prepare,
 * {@code W h w} to combine.
 */
final class ConcatHead implements Head {
    private final int width;
    private final Conv conv;
    private final Norm norm;
    private final Conv score;

    ConcatHead(Layers layers, HeadSettings settings) {
        width = settings.width();
        conv = layers.conv("conv", 2 * settings.channels(), width, 3, 1);
        norm = layers.norm("norm", width);
        score = layers.convWithBias("score", width, 1, 1);
    }

    /** One order in the usual form; {@link #prepare} and {@link #combine} compute both orders in two parts. */
    <F extends Features<F>> F plain(F a, F b) { //          [N,C,h,w], [N,C,h,w]
        F both = a.concat(b); //                            [N,2C,h,w]
        F x = both.conv(conv).normRelu(norm); //            [N,width,h,w]
        return x.conv(score); //                            [N,1,h,w]
    }

    @Override
    public <F extends Features<F>> F prepare(F x) { //                    [N,C,h,w]
        return x.convHalves(conv); //                                     [N,2 width,h,w]
    }

    /**
     * Adds the two orders before the last 1x1, which is linear: one convolution serves both. The sum is commutative, so
     * swapping the pictures does not change the score.
     */
    @Override
    public <F extends Features<F>> F combine(F a, F b) { //                    [N,2 width,h,w], [N,2 width,h,w]
        List<F> ofA = a.parts(2); //                                          [N,width,h,w] twice
        List<F> ofB = b.parts(2);
        F ab = ofA.get(0).plus(ofB.get(1)); //                                conv(concat(a, b))
        F ba = ofB.get(0).plus(ofA.get(1)); //                                conv(concat(b, a))
        return ab.normRelu(norm).meanConv(ba.normRelu(norm), score); //       [N,1,h,w]
    }

    /** Both orders in one sum: the halves of the one picture are swapped instead of those of the many. */
    @Override
    public <F extends Features<F>> F combineMany(F one, F many) { //             [1,2 width,h,w], [N,2 width,h,w]
        F own = one.channels(width, 2 * width).concat(one.channels(0, width));
        return many.meanScore(own, norm, score); //                              [N,1,1,1]
    }
}
