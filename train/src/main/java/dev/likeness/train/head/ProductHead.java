package dev.likeness.train.head;

import dev.likeness.train.network.Features;
import dev.likeness.train.network.Layers;

/** {@code a b}: what correlation sums up, left apart by channel and weighed by a convolution. */
final class ProductHead extends JoinedHead {
    ProductHead(Layers layers, HeadSettings settings) {
        super(layers, settings, 1);
    }

    @Override
    <F extends Features<F>> F join(F a, F b) {
        return a.times(b); // [N,width,h,w]
    }
}
