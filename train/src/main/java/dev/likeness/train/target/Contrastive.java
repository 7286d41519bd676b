package dev.likeness.train.target;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Matches are drawn together, the others pushed apart until they are the margin away: {@code d^2} for matches,
 * {@code max(0, margin - d)^2} for the others (Hadsell, Chopra and LeCun 2006, eq. 4), where a learned score has no
 * distance of its own and {@code d = softplus(-score)} stands for it: never negative, near 0 for a sure match, and
 * growing as the score falls. Each kind counts half, however many pairs it has.
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
