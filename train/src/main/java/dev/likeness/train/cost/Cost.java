package dev.likeness.train.cost;

import dev.likeness.measure.Side;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.cost.Counted.Tally;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Network.Encoded;
import dev.likeness.train.network.Parameter;
import dev.likeness.train.network.Tower;
import java.util.List;

/**
 * What a network, or a part of one, costs, whatever the machine.
 *
 * <p>A multiply-add is a product that is added to a sum: in convolutions, fully connected layers and inner products.
 * Norms, activations and arithmetic cell by cell are not counted, as is customary.
 *
 * @param parameters trained numbers; the running statistics of norms are not among them
 * @param encode multiply-adds for one picture
 * @param compare multiply-adds for one pair, both its pictures encoded
 */
public record Cost(long parameters, long encode, long compare) {
    /** Of a network for pictures of a shape. Where its sides differ, of encoding on side A. */
    public static Cost of(Network network, PictureShape shape) {
        Tally encoding = new Tally();
        Encoded encoded =
                network.encode(new Counted(encoding, shape.channels(), shape.height(), shape.width()), Side.A);
        Tally comparing = new Tally();
        Encoded again = new Encoded(counting(encoded.embedding(), comparing), counting(encoded.prepared(), comparing));
        network.map(again, again);
        return new Cost(trained(network.parameters()), encoding.multiplyAdds(), comparing.multiplyAdds());
    }

    /**
     * Of a head alone, given the features that it works on: to prepare one picture, and to combine two.
     *
     * @param features as {@link #features} gives them
     * @param parameters of the head
     */
    public static Cost of(Head head, Features features, List<Parameter> parameters) {
        Tally preparing = new Tally();
        Features prepared = head.prepare(counting(features, preparing));
        Tally combining = new Tally();
        Features again = counting(prepared, combining);
        head.combine(again, again);
        return new Cost(trained(parameters), preparing.multiplyAdds(), combining.multiplyAdds());
    }

    /** Of a tower alone; it compares nothing. */
    public static Cost of(Tower tower, Features pictures, List<Parameter> parameters) {
        Tally tally = new Tally();
        tower.forward(counting(pictures, tally));
        return new Cost(trained(parameters), tally.multiplyAdds(), 0);
    }

    /** Features of so many channels and cells, to count with. */
    public static Features features(int channels, int height, int width) {
        return new Counted(new Tally(), channels, height, width);
    }

    /** Multiply-adds of comparing two pictures that nothing is known of yet. */
    public long both() {
        return 2 * encode + compare;
    }

    private static Counted counting(Features features, Tally tally) {
        return new Counted(tally, features.channels(), features.height(), features.width());
    }

    private static long trained(List<Parameter> parameters) {
        return parameters.stream()
                .filter(Parameter::trained)
                .mapToLong(Parameter::size)
                .sum();
    }
}
