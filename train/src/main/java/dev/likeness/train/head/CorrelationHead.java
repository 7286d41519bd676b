package dev.likeness.train.head;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;

/**
 * Normalised cross-correlation of the features over a window of displacements, and 1x1s that weight the correlations. It
 * runs over all channels at once (Dosovitskiy et al. 2015, FlowNet, eq. 1; normalised as in Subramaniam et al. 2016), or
 * over each of {@code groups} groups of channels (Guo et al. 2019, GwcNet, eq. 2; Li et al. 2019, SiamRPN++, sec. 3.4,
 * where each channel is a group).
 *
 * <p>It gives two maps, one for each picture in its own coordinates. For each cell, the window is centred on the same cell
 * of the other picture. One matrix product computes the products of all pairs of cells; the window is gathered from it.
 *
 * <p>Parameters, of C channels, width W, G groups and K = (2 window + 1)^2 displacements: {@code C W + G K W + 5 W + 1}.
 * Multiply-adds: {@code C W h w} to prepare, {@code 2 W (h w)^2 + 2 (G K W + W) h w} to combine.
 */
final class CorrelationHead implements Head {
    private final int groups;
    private final int window;
    private final Conv project;
    private final Norm projectNorm;
    private final Conv mix;
    private final Norm norm;
    private final Conv score;

    CorrelationHead(Layers layers, HeadSettings settings) {
        int width = settings.width();
        groups = settings.groups();
        window = settings.window();
        project = layers.conv("project", settings.channels(), width, 1, 1);
        projectNorm = layers.norm("project_norm", width);
        mix = layers.conv("mix", groups * (2 * window + 1) * (2 * window + 1), width, 1, 1);
        norm = layers.norm("norm", width);
        score = layers.convWithBias("score", width, 1, 1);
    }

    @Override
    public <F extends Features<F>> F prepare(F x) { //                  [N,C,h,w]
        return x.conv(project).norm(projectNorm).unit(groups); //       [N,width,h,w]
    }

    @Override
    public <F extends Features<F>> F combine(F a, F b) { //             [N,width,h,w], [N,width,h,w]
        F products = Products.inBothOrders(a, b, groups); //            [N,groups,P,P], P = h w
        F ofA = map(products, a.height(), a.width());
        F ofB = map(products.transposed(), a.height(), a.width());
        return ofA.concat(ofB); //                                      [N,2,h,w]
    }

    /** One matrix product instead of two: not symmetric to the last bit. */
    @Override
    public <F extends Features<F>> F combineMany(F one, F many) { //    [1,width,h,w], [N,width,h,w]
        return one.meanScoreOfNear(many, groups, window, mix, norm, score); // [N,1,1,1]
    }

    private <F extends Features<F>> F map(F products, int rows, int columns) {
        return products.near(window, rows, columns) //                  [N,groups K,h,w]
                .conv(mix)
                .norm(norm)
                .relu() //                        [N,width,h,w]
                .conv(score); //                                        [N,1,h,w]
    }
}
