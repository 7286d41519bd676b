package dev.likeness.train.target;

import dev.likeness.train.engine.Torch;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Each picture has to identify its partner in the batch by the cosine of the embeddings, in both directions: the mean of
 * {@code -log softmax(cos(first_i, second_j) / temperature)} at j = i (van den Oord et al. 2018, eq. 4; both directions
 * as in Radford et al. 2021, fig. 3).
 */
final class InfoNce implements Target {
    @Override
    public Tensor loss(Scored step) {
        long n = step.first().size(0);
        Tensor cosines = step.first().matmul(step.second().t()); // [N,D],[D,N] -> [N,N]
        Tensor logits = step.temperature().divide(cosines);
        Tensor partners = Torch.longs(LongStream.range(0, n).toArray());
        Tensor forth = torch.cross_entropy_loss(logits, partners);
        Tensor back = torch.cross_entropy_loss(logits.t(), partners);
        return forth.add(back).mul(new Scalar(0.5));
    }
}
