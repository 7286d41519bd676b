package dev.likeness.train.target;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Reads the score of a pair as the log odds of a match: {@code softplus(-score)} for matches, {@code softplus(score)} for
 * the others (Koch et al. 2015, sec. 3.2, without the weight decay). Matches and non-matches each count half, independent
 * of their numbers.
 */
final class CrossEntropy implements Target {
    @Override
    public Tensor loss(Scored step) {
        Tensor matches = torch.softplus(step.matches().neg()).mean();
        Tensor nonMatches = torch.softplus(step.nonMatches()).mean();
        return matches.add(nonMatches).mul(new Scalar(0.5));
    }
}
