package dev.likeness.train.sharing;

import dev.likeness.measure.Side;
import dev.likeness.train.network.Embedding;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Norm;
import dev.likeness.train.network.Parameter;
import dev.likeness.train.network.Parts;
import dev.likeness.train.network.Tower;
import java.util.List;

/** One tower for both pictures (Bromley et al. 1993): a Siamese network. Its features meet in the head. */
final class SharedNetwork implements Network {
    private final Norm pixels;
    private final Tower tower;
    private final Embedding embedding;
    private final Head head;
    private final List<Parameter> towerParameters;
    private final List<Parameter> encoderParameters;
    private final List<Parameter> parameters;

    SharedNetwork(Layers layers, Parts parts) {
        pixels = layers.norm("pixels", parts.inputs());
        tower = parts.tower(layers.within("tower"), parts.inputs());
        towerParameters = layers.parameters(); // the embedding's are added to them
        embedding = parts.embedding(layers.within("embedding"), tower.channels());
        encoderParameters = layers.parameters(); // the head's are added to them
        head = parts.head(layers.within("head"), tower.channels(), embedding);
        parameters = layers.parameters();
    }

    @Override
    public <F extends Features<F>> Encoded<F> encode(F x, Side side) {
        x = x.norm(pixels); //                                            [N,c,H,W]
        x = tower.forward(x); //                                          [N,C,h,w]
        return new Encoded<>(embedding.forward(x), head.prepare(x)); // [N,D], [N,K,h,w]
    }

    @Override
    public <F extends Features<F>> F map(Encoded<F> a, Encoded<F> b) {
        return head.combine(a.prepared(), b.prepared());
    }

    @Override
    public <F extends Features<F>> F mapOfMany(Encoded<F> one, Encoded<F> many) {
        return head.combineMany(one.prepared(), many.prepared());
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
        return encoderParameters;
    }

    @Override
    public List<Parameter> towerParameters() {
        return towerParameters;
    }
}
