package dev.likeness.train.cost;

import dev.likeness.measure.Side;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.cost.CountedFeatures.Count;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Network.Encoded;
import dev.likeness.train.network.Parameter;
import dev.likeness.train.network.Tower;
import java.util.List;

/**
 * The cost of a network, or of a part of one. It does not depend on the machine.
 *
 * <p>A multiply-add is a product that is added to a sum: in convolutions, fully connected layers and inner products.
 * Norms, activations and cell-wise arithmetic are not counted, as is customary.
 *
 * @param parameters trained numbers, without the running statistics of norms
 * @param encode multiply-adds for one picture
 * @param compare multiply-adds for one pair of encoded pictures
 */
public record Cost(long parameters, long encode, long compare) {
    /** The cost of a network for pictures of a shape. If its sides differ, the cost of encoding is that of side A. */
    public static Cost of(Network network, PictureShape shape) {
        Count encoding = new Count();
        Encoded<CountedFeatures> encoded =
                network.encode(new CountedFeatures(encoding, shape.channels(), shape.height(), shape.width()), Side.A);
        Count comparing = new Count();
        Encoded<CountedFeatures> again = new Encoded<>(
                encoded.embedding().countedBy(comparing), encoded.prepared().countedBy(comparing));
        network.map(again, again);
        return new Cost(trained(network.parameters()), encoding.multiplyAdds(), comparing.multiplyAdds());
    }

    /**
     * The cost of a head alone: to prepare one picture, and to combine two.
     *
     * @param features the shape of the tower's features
     * @param parameters of the head
     */
    public static Cost of(Head head, FeatureShape features, List<Parameter> parameters) {
        Count preparing = new Count();
        CountedFeatures prepared = head.prepare(CountedFeatures.of(features, preparing));
        Count combining = new Count();
        CountedFeatures again = prepared.countedBy(combining);
        head.combine(again, again);
        return new Cost(trained(parameters), preparing.multiplyAdds(), combining.multiplyAdds());
    }

    /** The cost of a tower alone; it compares nothing. */
    public static Cost of(Tower tower, FeatureShape pictures, List<Parameter> parameters) {
        Count count = new Count();
        tower.forward(CountedFeatures.of(pictures, count));
        return new Cost(trained(parameters), count.multiplyAdds(), 0);
    }

    /** The shape of the features that a tower makes of pictures. */
    public static FeatureShape outputShape(Tower tower, PictureShape pictures) {
        FeatureShape input = new FeatureShape(pictures.channels(), pictures.height(), pictures.width());
        CountedFeatures output = tower.forward(CountedFeatures.of(input, new Count()));
        return new FeatureShape(output.channels(), output.height(), output.width());
    }

    /** Multiply-adds to compare two pictures that are not encoded yet. */
    public long both() {
        return 2 * encode + compare;
    }

    private static long trained(List<Parameter> parameters) {
        return parameters.stream()
                .filter(Parameter::trained)
                .mapToLong(Parameter::size)
                .sum();
    }
}
