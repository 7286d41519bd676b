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

/**
 * One tower for each side, for pictures of two kinds: a pseudo-siamese network (Zagoruyko and Komodakis 2015, sec. 3.1).
 * Both sides share the embedding and the head, so both towers map into one space.
 */
final class SeparateNetwork implements Network {
    /** The part of the network that one side does not share. */
    private record Branch(Norm pixels, Tower tower) {
        static Branch of(Layers layers, Parts parts) {
            return new Branch(
                    layers.norm("pixels", parts.inputs()), parts.tower(layers.within("tower"), parts.inputs()));
        }

        <F extends Features<F>> F forward(F x) { //     [N,c,H,W]
            return tower.forward(x.norm(pixels)); //    [N,C,h,w]
        }
    }

    private final Branch ofA;
    private final Branch ofB;
    private final Embedding embedding;
    private final Head head;
    private final List<Parameter> towerParameters;
    private final List<Parameter> encoderParameters;
    private final List<Parameter> parameters;

    SeparateNetwork(Layers layers, Parts parts) {
        ofA = Branch.of(layers.within("a"), parts);
        ofB = Branch.of(layers.within("b"), parts);
        towerParameters = layers.parameters(); // the embedding's are added to them
        int channels = ofA.tower.channels();
        embedding = parts.embedding(layers.within("embedding"), channels);
        encoderParameters = layers.parameters(); // the head's are added to them
        head = parts.head(layers.within("head"), channels, embedding);
        parameters = layers.parameters();
    }

    @Override
    public <F extends Features<F>> Encoded<F> encode(F x, Side side) {
        F features = (side == Side.A ? ofA : ofB).forward(x); //                        [N,C,h,w]
        return new Encoded<>(embedding.forward(features), head.prepare(features)); // [N,D], [N,K,h,w]
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
        return true;
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
