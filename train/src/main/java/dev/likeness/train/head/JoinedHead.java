package dev.likeness.train.head;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;

/**
 * Projects both pictures with one 1x1, and joins the two projections as the subclass defines, cell by cell; then a
 * convolution, ReLU and a 1x1 to the likeness map. Symmetric if {@link #join} is.
 *
 * <p>Parameters, of C channels, width W and p planes: {@code C W + 9 p W^2 + 5 W + 1}. Multiply-adds: {@code C W h w} to
 * prepare, {@code (9 p W^2 + W) h w} to combine.
 */
abstract class JoinedHead implements Head {
    private final Conv project;
    private final Norm projectNorm;
    private final Conv conv;
    private final Norm norm;
    private final Conv score;

    /** @param planes the channels that {@link #join} gives, as a multiple of the projection's channels */
    JoinedHead(Layers layers, HeadSettings settings, int planes) {
        int width = settings.width();
        project = layers.conv("project", settings.channels(), width, 1, 1);
        projectNorm = layers.norm("project_norm", width);
        conv = layers.conv("conv", planes * width, width, 3, 1);
        norm = layers.norm("norm", width);
        score = layers.convWithBias("score", width, 1, 1);
    }

    /** Joins the two projections: {@code [N,width,h,w], [N,width,h,w] -> [N,planes width,h,w]}. */
    abstract <F extends Features<F>> F join(F a, F b);

    @Override
    public final <F extends Features<F>> F prepare(F x) { //   [N,C,h,w]
        return x.conv(project).norm(projectNorm); //           [N,width,h,w]
    }

    @Override
    public final <F extends Features<F>> F combine(F a, F b) { // [N,width,h,w], [N,width,h,w]
        return join(a, b) //                                      [N,planes width,h,w]
                .conv(conv)
                .normRelu(norm) //                                [N,width,h,w]
                .conv(score); //                                  [N,1,h,w]
    }

    @Override
    public final <F extends Features<F>> F combineMany(F one, F many) {
        return scoreOfMany(one, many, conv, norm, score);
    }

    /** As {@link #combineMany}, with the layers of {@link #combine}. */
    <F extends Features<F>> F scoreOfMany(F one, F many, Conv conv, Norm norm, Conv score) {
        return combine(one, many);
    }
}
