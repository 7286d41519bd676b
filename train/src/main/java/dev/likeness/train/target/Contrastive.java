package dev.likeness.train.target;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Pulls matches together and pushes the others apart up to the margin: {@code d^2} for matches,
 * {@code max(0, margin - d)^2} for the others (Hadsell, Chopra and LeCun 2006, eq. 4). A learned score is not a distance,
 * so {@code d = softplus(-score)} replaces it: d is never negative, is near 0 for a certain match, and grows as the score
 * falls. Matches and non-matches each count half, independent of their numbers.
 */
final class Contrastive implements Target {
    @Override
    public Tensor loss(Scored step) {
        Tensor matches = distance(step.matches()).square().mean();
        Tensor lacking = distance(step.nonMatches()).neg().add(new Scalar(step.margin()));
        Tensor nonMatches = torch.relu(lacking).square().mean();
        return matches.add(nonMatches).mul(new Scalar(0.5));
    }

    private static Tensor distance(Tensor scores) {
        return torch.softplus(scores.neg());
    }
}
