package dev.likeness.train.tower;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;
import dev.likeness.train.network.Tower;
import java.util.List;

/**
 * ResNet-18 up to its last feature map, without the pooling and the classifier after it (He et al. 2016, table 1): a 7x7
 * of stride 2, a 3x3 max pooling of stride 2, and four stages of two basic blocks. The weights of torchvision fit it (see
 * {@link TorchvisionNames}), unless a recipe chooses other widths, strides or blocks.
 *
 * <p>Map: {@code ceil(H / s)} by {@code ceil(W / s)}, s = 4 x product of the strides: 32.
 *
 * <p>Parameters, with c inputs and v the first width: {@code 49 c v + 2 v}, and those of each {@link BasicBlock}:
 * 11,176,512 for colour pictures. Multiply-adds: {@code 49 c v} for each cell of the 7x7's output, and those of each
 * block.
 */
final class ResNet18Tower implements Tower {
    private final Conv stem;
    private final Norm stemNorm;
    private final List<BasicBlock> blocks;
    private final int channels;

    ResNet18Tower(Layers layers, TowerSettings settings) {
        int width = settings.widths().get(0);
        stem = layers.conv("stem", settings.inputs(), width, 7, 2);
        stemNorm = layers.norm("stem_norm", width);
        blocks = BasicBlock.stages(layers, settings, 0);
        channels = settings.widths().get(settings.widths().size() - 1);
    }

    @Override
    public <F extends Features<F>> F forward(F x) { // [N,c,H,W]
        x = x.conv(stem).normRelu(stemNorm); //        [N,64,H/2,W/2]
        x = x.maxPool(3, 2, 1); //                     [N,64,H/4,W/4]
        for (BasicBlock block : blocks) {
            x = block.forward(x);
        }
        return x; //                                   [N,512,H/32,W/32]
    }

    @Override
    public int channels() {
        return channels;
    }
}
