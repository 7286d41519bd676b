package dev.likeness.train.target;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A picture should score higher with its partner than with another picture, by the margin:
 * {@code max(0, margin - score(a, p) + score(a, n))}, the mean over all triplets of the step, with scores instead of
 * negated distances (Schroff et al. 2015, eq. 1 as a hinge, sec. 3.1; after Weinberger and Saul 2009, sec. 3.2). Pairs
 * declared not to match have no matching partner and are ignored. Only differences of scores count; the calibration finds
 * the boundary between matches and others.
 */
final class Triplet implements Target {
    @Override
    public Tensor loss(Scored step) {
        Tensor lead = step.matches().sub(step.aligned()); // [N] - [K,N] -> [K,N]
        return torch.relu(lead.neg().add(new Scalar(step.margin()))).mean();
    }
}
