package dev.likeness.train.head;

import dev.likeness.train.network.Features;
import dev.likeness.train.network.Layers;

/** {@code a b}: the terms of a correlation, kept separate for each channel and weighted by a convolution. */
final class ProductHead extends JoinedHead {
    ProductHead(Layers layers, HeadSettings settings) {
        super(layers, settings, 1);
    }

    @Override
    <F extends Features<F>> F join(F a, F b) {
        return a.times(b); // [N,width,h,w]
    }
}
