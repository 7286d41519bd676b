package dev.likeness.train.target;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Pushes the scores of matches above the margin and those of the others below its negative:
 * {@code max(0, margin - score)} for matches, {@code max(0, margin + score)} for the others (Zagoruyko and Komodakis
 * 2015, eq. 1, with a margin of 1, without the weight decay). Matches and non-matches each count half, independent of
 * their numbers.
 */
final class Hinge implements Target {
    @Override
    public Tensor loss(Scored step) {
        Scalar margin = new Scalar(step.margin());
        Tensor matches = torch.relu(step.matches().neg().add(margin)).mean();
        Tensor nonMatches = torch.relu(step.nonMatches().add(margin)).mean();
        return matches.add(nonMatches).mul(new Scalar(0.5));
    }
}
