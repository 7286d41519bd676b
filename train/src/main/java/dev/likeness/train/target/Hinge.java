package dev.likeness.train.target;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Matches are to score above the margin, the others below its negative; what is beyond counts for nothing:
 * {@code max(0, margin - score)} for matches, {@code max(0, margin + score)} for the others (Zagoruyko and Komodakis
 * 2015, eq. 1, where the margin is 1, without the weight decay). Each kind counts half, however many pairs it has.
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
