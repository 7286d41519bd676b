package org.example.likeness;

import dev.likeness.train.head.HeadSettings;
import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;

/**
 * {@code (a - b)^2} with a learned weight for each channel: a Mahalanobis distance with a diagonal matrix, cell by cell.
 *
 * <p>Parameters, of C channels and width W: {@code C W + 3 W + 1}. Multiply-adds: {@code C W h w} to prepare,
 * {@code W h w} to combine.
 */
final class SquaredHead implements Head {
    private final Conv project;
    private final Norm norm;
    private final Conv score;

    SquaredHead(Layers layers, HeadSettings settings) {
        project = layers.conv("project", settings.channels(), settings.width(), 1, 1);
        norm = layers.norm("norm", settings.width());
        score = layers.convWithBias("score", settings.width(), 1, 1);
    }

    @Override
    public <F extends Features<F>> F prepare(F x) { //       [N,C,h,w]
        return x.conv(project).norm(norm); //                [N,width,h,w]
    }

    @Override
    public <F extends Features<F>> F combine(F a, F b) { //  [N,width,h,w], [N,width,h,w]
        F difference = a.minus(b);
        return difference.times(difference).conv(score); //  [N,1,h,w]
    }
}
