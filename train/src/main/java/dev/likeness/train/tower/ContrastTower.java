package dev.likeness.train.tower;

import dev.likeness.train.network.Features;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Tower;

/**
 * A small residual network for pictures whose light and colours change. It reads each picture twice: as it is, and with its
 * local contrast normalised (Jarrett et al. 2009), which is nearly the same in a brighter, paler or tinted copy, and is not
 * changed by a frame around the picture. Then come a stem with a {@value #STEM}x{@value #STEM} window and stages of basic
 * blocks (He et al. 2016, fig. 2).
 *
 * <p>Map: {@code ceil(H / s)} by {@code ceil(W / s)}, s = product of the strides.
 *
 * <p>Parameters, with c inputs and v the first width: {@code 50 c v + 2 v}, and those of each {@link BasicBlock}.
 * Multiply-adds: {@code 50 c v} for each cell of the stem's output, and those of each block.
 */
final class ContrastTower implements Tower {
    private static final int STEM = 5;

    /** The window of the local contrast, in pixels: about a quarter of a picture of 64 pixels. */
    private static final int WINDOW = 17;

    private final ResidualTower residual;

    ContrastTower(Layers layers, TowerSettings settings) {
        TowerSettings twice =
                new TowerSettings(2 * settings.inputs(), settings.widths(), settings.strides(), settings.blocks());
        residual = new ResidualTower(layers, twice, STEM);
    }

    @Override
    public <F extends Features<F>> F forward(F x) { //           [N,c,H,W]
        return residual.forward(x.concat(x.contrast(WINDOW))); // [N,2c,H,W] -> [N,C,h,w]
    }

    @Override
    public int channels() {
        return residual.channels();
    }
}
