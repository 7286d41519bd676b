package dev.likeness.train.head;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;
import dev.likeness.train.network.Scale;

/**
 * Compares each cell of one picture with the most similar cells of the other, anywhere in the map: the learned form of
 * nearest neighbours (Li et al. 2019, DN4, eq. 2; Khattab and Zaharia 2020, ColBERT, eq. 3), with
 * {@code log sum exp} instead of the maximum.
 *
 * <p>It gives two maps, one for each picture in its own coordinates, and needs no alignment. Sharpness, scale and offset
 * are learned.
 *
 * <p>Parameters: {@code C W + 2 W + 3} of C channels and width W. Multiply-adds: {@code C W h w} to prepare,
 * {@code 2 W (h w)^2} to combine.
 */
final class NearestHead implements Head {
    private static final double START = 10;

    private final Conv project;
    private final Norm norm;
    private final Scale sharpness;
    private final Scale scale;

    NearestHead(Layers layers, HeadSettings settings) {
        project = layers.conv("project", settings.channels(), settings.width(), 1, 1);
        norm = layers.norm("norm", settings.width());
        sharpness = layers.gain("sharpness", START);
        scale = layers.scale("scale", 1);
    }

    @Override
    public <F extends Features<F>> F prepare(F x) { //          [N,C,h,w]
        return x.conv(project).norm(norm).unit(); //            [N,width,h,w]
    }

    @Override
    public <F extends Features<F>> F combine(F a, F b) { //     [N,width,h,w], [N,width,h,w]
        F cosines = Products.inBothOrders(a, b, 1); //          [N,1,P,P], P = h w
        int rows = a.height();
        int columns = a.width();
        F ofA = cosines.scale(sharpness).logSumExp(rows, columns);
        F ofB = cosines.transposed().scale(sharpness).logSumExp(rows, columns);
        double even = -Math.log(rows * columns); //             the excess of log sum exp over P equal cells
        return ofA.concat(ofB).scaled(1, even).scale(scale); // [N,2,h,w]
    }

    /** One matrix product instead of two, and each exponential once: not symmetric to the last bit. */
    @Override
    public <F extends Features<F>> F combineMany(F one, F many) { //               [1,width,h,w], [N,width,h,w]
        F soft = one.meanSoftMaximum(many, sharpness); //                          [N,1,1,1]
        return soft.scaled(1, -Math.log(one.height() * one.width())).scale(scale);
    }
}
