package dev.likeness.train.head;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;

/**
 * One 1x1 projection for both pictures; then {@code |a - b|}, {@code a b} and {@code a + b} side by side, a convolution,
 * ReLU and a 1x1 to the likeness map. Symmetric by construction.
 *
 * <p>The difference and the product are what sentence pairs gained most from (Reimers and Gurevych 2019, table 6); the
 * sum tells how much there is to compare at all.
 */
final class BlendHead implements Head {
    private final Conv project;
    private final Norm projectNorm;
    private final Conv conv;
    private final Norm norm;
    private final Conv score;

    BlendHead(Layers layers, HeadSettings settings) {
        int width = settings.width();
        project = layers.conv("project", settings.channels(), width, 1, 1);
        projectNorm = layers.norm("project_norm", width);
        conv = layers.conv("conv", 3 * width, width, 3, 1);
        norm = layers.norm("norm", width);
        score = layers.convWithBias("score", width, 1, 1);
    }

    @Override
    public Features prepare(Features x) { //                 [N,C,h,w]
        return x.conv(project).norm(projectNorm); //         [N,width,h,w]
    }

    @Override
    public Features combine(Features a, Features b) { //     [N,width,h,w], [N,width,h,w]
        Features difference = a.minus(b).abs();
        Features product = a.times(b);
        Features sum = a.plus(b);
        return difference
                .concat(product)
                .concat(sum) //     [N,3 width,h,w]
                .conv(conv)
                .norm(norm)
                .relu() //             [N,width,h,w]
                .conv(score); //                             [N,1,h,w]
    }
}
