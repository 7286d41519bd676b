package dev.likeness.train.head;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;

/**
 * {@code |a - b|}, {@code a b} and {@code a + b}, concatenated. Sentence pairs gained most from the difference and the
 * product (Reimers and Gurevych 2019, table 6); the sum shows how much there is to compare.
 */
final class BlendHead extends JoinedHead {
    BlendHead(Layers layers, HeadSettings settings) {
        super(layers, settings, 3);
    }

    @Override
    <F extends Features<F>> F join(F a, F b) { //            [N,width,h,w], [N,width,h,w]
        return a.blended(b); //                              [N,3 width,h,w]
    }

    @Override
    <F extends Features<F>> F scoreOfMany(F one, F many, Conv conv, Norm norm, Conv score) {
        return one.meanScoreOfBlended(many, conv, norm, score);
    }
}
