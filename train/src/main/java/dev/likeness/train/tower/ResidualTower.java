package dev.likeness.train.tower;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;
import dev.likeness.train.network.Tower;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small residual network: a stem, then stages of basic blocks (He et al. 2016, fig. 2 and sec. 4.2). */
final class ResidualTower implements Tower {
    private final Conv stem;
    private final Norm stemNorm;
    private final List<Block> blocks = new ArrayList<>();
    private final int channels;

    ResidualTower(Layers layers, TowerSettings settings) {
        List<Integer> widths = settings.widths();
        stem = layers.conv(
                "stem", settings.inputs(), widths.get(0), 3, settings.strides().get(0));
        stemNorm = layers.norm("stem_norm", widths.get(0));
        int inputs = widths.get(0);
        for (int stage = 1; stage < widths.size(); stage++) {
            for (int i = 0; i < settings.blocks(); i++) {
                int stride = i == 0 ? settings.strides().get(stage) : 1;
                Layers names = layers.within("stage" + stage + "_block" + (i + 1));
                blocks.add(new Block(names, inputs, widths.get(stage), stride));
                inputs = widths.get(stage);
            }
        }
        channels = inputs;
    }

    @Override
    public Features forward(Features x) { //           [N,c,H,W]
        x = x.conv(stem).norm(stemNorm).relu(); //     [N,widths 0,H/stride,W/stride]
        for (Block block : blocks) {
            x = block.forward(x);
        }
        return x; //                                   [N,C,h,w]
    }

    @Override
    public int channels() {
        return channels;
    }

    /** {@code relu(x + f(x))}, f two convolutions; x through a 1x1 where the shape changes (projection shortcut). */
    private static final class Block {
        private final Conv conv1;
        private final Norm norm1;
        private final Conv conv2;
        private final Norm norm2;
        private final @Nullable Conv shortcut;
        private final @Nullable Norm shortcutNorm;

        Block(Layers layers, int inputs, int outputs, int stride) {
            conv1 = layers.conv("conv1", inputs, outputs, 3, stride);
            norm1 = layers.norm("norm1", outputs);
            conv2 = layers.conv("conv2", outputs, outputs, 3, 1);
            norm2 = layers.norm("norm2", outputs);
            boolean changes = inputs != outputs || stride != 1;
            shortcut = changes ? layers.conv("shortcut", inputs, outputs, 1, stride) : null;
            shortcutNorm = changes ? layers.norm("shortcut_norm", outputs) : null;
        }

        Features forward(Features x) { //                                    [N,inputs,h,w]
            Features y = x.conv(conv1).norm(norm1).relu(); //                [N,outputs,h/stride,w/stride]
            y = y.conv(conv2).norm(norm2);
            if (shortcut != null && shortcutNorm != null) {
                x = x.conv(shortcut).norm(shortcutNorm); //                  [N,outputs,h/stride,w/stride]
            }
            return x.plus(y).relu();
        }
    }
}
