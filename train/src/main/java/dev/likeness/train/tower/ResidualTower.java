package dev.likeness.train.tower;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;
import dev.likeness.train.network.Tower;
import java.util.List;

/**
 * A small residual network: a stem, then stages of basic blocks (He et al. 2016, fig. 2 and sec. 4.2).
 *
 * <p>Map: {@code ceil(H / s)} by {@code ceil(W / s)}, s = product of the strides.
 *
 * <p>Parameters, with c inputs and v the first width: {@code 9 c v + 2 v}, and those of each {@link BasicBlock}.
 * Multiply-adds: {@code 9 c v} for each cell of the stem's output, and those of each block.
 */
final class ResidualTower implements Tower {
    private final Conv stem;
    private final Norm stemNorm;
    private final List<BasicBlock> blocks;
    private final int channels;

    ResidualTower(Layers layers, TowerSettings settings) {
        this(layers, settings, 3);
    }

    /** @param window the width and height of the stem's kernel, odd */
    ResidualTower(Layers layers, TowerSettings settings, int window) {
        List<Integer> widths = settings.widths();
        int stride = settings.strides().get(0);
        stem = layers.conv("stem", settings.inputs(), widths.get(0), window, stride);
        stemNorm = layers.norm("stem_norm", widths.get(0));
        blocks = BasicBlock.stages(layers, settings, 1);
        channels = widths.get(widths.size() - 1);
    }

    @Override
    public <F extends Features<F>> F forward(F x) { // [N,c,H,W]
        x = x.conv(stem).normRelu(stemNorm); //        [N,widths 0,H/stride,W/stride]
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
