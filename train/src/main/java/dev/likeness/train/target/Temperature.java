package dev.likeness.train.target;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** What divides the cosines of embeddings before a softmax: the lower, the more only the nearest pictures count. */
@FunctionalInterface
public interface Temperature {
    /** The cosines divided by the temperature: the shape does not change. */
    Tensor divide(Tensor cosines);

    /**
     * A temperature that does not change.
     *
     * @param value above 0
     */
    static Temperature constant(double value) {
        return cosines -> cosines.div(new Scalar(value));
    }
}
