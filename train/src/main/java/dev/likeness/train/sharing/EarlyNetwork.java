package dev.likeness.train.sharing;

import dev.likeness.measure.Side;
import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Norm;
import dev.likeness.train.network.Parameter;
import dev.likeness.train.network.Parts;
import dev.likeness.train.network.Tower;
import java.util.List;

/**
 * Both pictures enter one tower as channels, and a 1x1 turns its features into the likeness map: the two-channel network
 * of Zagoruyko and Komodakis (2015, sec. 3.1). The network averages both orders.
 *
 * <p>Nothing can be prepared for one picture alone. A code holds the picture's pixels, and every comparison runs the whole
 * tower twice. The embedding is not learned: it is the picture pooled to {@value #GRID} x {@value #GRID} cells.
 */
final class EarlyNetwork implements Network {
    private static final int GRID = 8;

    private final Norm pixels;
    private final Tower tower;
    private final Conv score;
    private final List<Parameter> towerParameters;
    private final List<Parameter> parameters;

    EarlyNetwork(Layers layers, Parts parts) {
        pixels = layers.norm("pixels", parts.inputs());
        tower = parts.tower(layers.within("tower"), 2 * parts.inputs());
        towerParameters = layers.parameters(); // the score's are added to them
        score = layers.within("head").convWithBias("score", tower.channels(), 1, 1);
        parameters = layers.parameters();
    }

    @Override
    public <F extends Features<F>> Encoded<F> encode(F x, Side side) {
        x = x.norm(pixels); //                                                  [N,c,H,W]
        return new Encoded<>(x.pool(GRID, GRID).flatten().unit(), x); // [N,64c], [N,c,H,W]
    }

    @Override
    public <F extends Features<F>> F map(Encoded<F> a, Encoded<F> b) { //       [N,c,H,W], [N,c,H,W]
        F ab = tower.forward(a.prepared().concat(b.prepared())); //             [N,2c,H,W] -> [N,C,h,w]
        F ba = tower.forward(b.prepared().concat(a.prepared()));
        return ab.meanConv(ba, score); //                                       [N,1,h,w]
    }

    @Override
    public boolean comparesMany() {
        return false;
    }

    @Override
    public boolean sidesDiffer() {
        return false;
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public List<Parameter> encoderParameters() {
        return List.of();
    }

    @Override
    public List<Parameter> towerParameters() {
        return towerParameters;
    }
}
