package org.example.likeness;

import dev.likeness.train.target.Target;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** {@code max(0, 1 - score)^2} for matches, {@code max(0, 1 + score)^2} for the others (Lee and Mangasarian 2001). */
final class SquaredHinge implements Target {
    @Override
    public Tensor loss(Scored step) {
        Tensor matches =
                torch.relu(step.matches().neg().add(new Scalar(1.0))).square().mean();
        Tensor nonMatches =
                torch.relu(step.nonMatches().add(new Scalar(1.0))).square().mean();
        return matches.add(nonMatches).mul(new Scalar(0.5));
    }
}
