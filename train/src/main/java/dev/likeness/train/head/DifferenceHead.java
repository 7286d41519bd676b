package dev.likeness.train.head;

import dev.likeness.train.network.Features;
import dev.likeness.train.network.Layers;

/** {@code |a - b|}: the weighted L1 distance of Koch et al. 2015 (sec. 3.1), for each cell, then a convolution. */
final class DifferenceHead extends JoinedHead {
    DifferenceHead(Layers layers, HeadSettings settings) {
        super(layers, settings, 1);
    }

    @Override
    <F extends Features<F>> F join(F a, F b) {
        return a.minus(b).abs(); // [N,width,h,w]
    }
}
