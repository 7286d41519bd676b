package dev.likeness.train.head;

import dev.likeness.train.network.Features;
import dev.likeness.train.network.Layers;

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
        F difference = a.minus(b).abs();
        F product = a.times(b);
        F sum = a.plus(b);
        return difference.concat(product).concat(sum); //    [N,3 width,h,w]
    }
}
