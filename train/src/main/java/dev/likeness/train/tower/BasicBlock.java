package dev.likeness.train.tower;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code relu(x + f(x))}, where f is two convolutions (He et al. 2016, fig. 2). If the shape changes, x passes through a
 * 1x1 (projection shortcut, option B of sec. 4.1).
 *
 * <p>Parameters, from i to o channels: {@code 9 i o + 9 o o + 4 o}, and {@code i o + 2 o} for the projection.
 * Multiply-adds: {@code 9 i o + 9 o o}, and {@code i o} for the projection, for each cell of its output.
 */
final class BasicBlock {
    private final Conv conv1;
    private final Norm norm1;
    private final Conv conv2;
    private final Norm norm2;
    private final @Nullable Conv shortcut;
    private final @Nullable Norm shortcutNorm;

    private BasicBlock(Layers layers, int inputs, int outputs, int stride) {
        conv1 = layers.conv("conv1", inputs, outputs, 3, stride);
        norm1 = layers.norm("norm1", outputs);
        conv2 = layers.conv("conv2", outputs, outputs, 3, 1);
        norm2 = layers.norm("norm2", outputs);
        boolean changes = inputs != outputs || stride != 1;
        shortcut = changes ? layers.conv("shortcut", inputs, outputs, 1, stride) : null;
        shortcutNorm = changes ? layers.norm("shortcut_norm", outputs) : null;
    }

    /**
     * The blocks of the stages from {@code first} on, in order, after a stem of the first width. The first block of each
     * stage has the stride of the stage.
     */
    static List<BasicBlock> stages(Layers layers, TowerSettings settings, int first) {
        List<BasicBlock> blocks = new ArrayList<>();
        int inputs = settings.widths().get(0);
        for (int stage = first; stage < settings.widths().size(); stage++) {
            int width = settings.widths().get(stage);
            for (int i = 0; i < settings.blocks(); i++) {
                int stride = i == 0 ? settings.strides().get(stage) : 1;
                Layers names = layers.within("stage" + (stage - first + 1) + "_block" + (i + 1));
                blocks.add(new BasicBlock(names, inputs, width, stride));
                inputs = width;
            }
        }
        return blocks;
    }

    <F extends Features<F>> F forward(F x) { //                          [N,inputs,h,w]
        F y = x.conv(conv1).normRelu(norm1); //                          [N,outputs,h/stride,w/stride]
        y = y.conv(conv2).norm(norm2);
        if (shortcut != null && shortcutNorm != null) {
            x = x.conv(shortcut).norm(shortcutNorm); //                  [N,outputs,h/stride,w/stride]
        }
        return x.plusRelu(y);
    }
}
