package dev.likeness.train.pooling;

import dev.likeness.train.network.Features;
import dev.likeness.train.network.Pooling;

/**
 * Means over a grid of {@value #SIDE} x {@value #SIDE} rectangles. It keeps the layout of the picture, and so suits pictures
 * that are aligned, such as characters.
 *
 * <p>Parameters: none.
 */
final class GridPooling implements Pooling {
    /** Coarse enough to tolerate small shifts, fine enough to keep the layout. */
    private static final int SIDE = 4;

    @Override
    public <F extends Features<F>> F forward(F x) {
        return x.pool(SIDE, SIDE); // [N,C,h,w] -> [N,C,4,4]
    }

    @Override
    public int cells() {
        return SIDE * SIDE;
    }
}
