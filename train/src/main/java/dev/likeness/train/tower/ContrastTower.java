package dev.likeness.train.tower;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;
import dev.likeness.train.network.Tower;
import java.util.List;

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

    private final Conv stem;
    private final Norm stemNorm;
    private final List<BasicBlock> blocks;
    private final int channels;

    ContrastTower(Layers layers, TowerSettings settings) {
        List<Integer> widths = settings.widths();
        int stride = settings.strides().get(0);
        stem = layers.conv("stem", 2 * settings.inputs(), widths.get(0), STEM, stride);
        stemNorm = layers.norm("stem_norm", widths.get(0));
        blocks = BasicBlock.stages(layers, settings, 1);
        channels = widths.get(widths.size() - 1);
    }

    @Override
    public <F extends Features<F>> F forward(F x) { // [N,c,H,W]
        x = x.concat(x.contrast(WINDOW)); //           [N,2c,H,W]
        x = x.conv(stem).norm(stemNorm).relu(); //     [N,widths 0,H/stride,W/stride]
        for (BasicBlock block : blocks) {
            x = block.forward(x);
        }
        return x; //                                   [N,C,h,w]
    }

    @Override
    public int channels() {
        return channels;
    }
}
