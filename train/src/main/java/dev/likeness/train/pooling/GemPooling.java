package dev.likeness.train.pooling;

import dev.likeness.train.network.Features;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Pooling;
import dev.likeness.train.network.PowerMean;

/**
 * Generalised mean pooling: {@code (mean(x^p))^(1/p)} of each channel over all places, between the mean (p = 1) and the
 * maximum (Radenovic, Tolias and Chum 2018, eq. 3, with one p for all channels). It does not depend on the layout of the
 * picture, and so suits pictures that are cropped, mirrored or turned.
 *
 * <p>Parameters: 1, the exponent p.
 */
final class GemPooling implements Pooling {
    private static final double START = 3;

    private final PowerMean mean;

    GemPooling(Layers layers) {
        mean = layers.powerMean("pooling", START);
    }

    @Override
    public <F extends Features<F>> F forward(F x) {
        return x.powerMean(mean); // [N,C,h,w] -> [N,C,1,1]
    }

    @Override
    public int cells() {
        return 1;
    }
}
