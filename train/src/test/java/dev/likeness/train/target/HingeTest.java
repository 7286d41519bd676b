package dev.likeness.train.target;

class HingeTest extends PairTargetContract {
    @Override
    String name() {
        return "hinge";
    }

    @Override
    double formula(ScoredNumbers numbers) {
        double matches = 0;
        for (double score : numbers.matches()) {
            matches += Math.max(0, numbers.margin() - score);
        }
        double nonMatches = 0;
        for (double score : numbers.nonMatches()) {
            nonMatches += Math.max(0, numbers.margin() + score);
        }
        return (matches / numbers.matches().length + nonMatches / numbers.nonMatches().length) / 2;
    }

    /** The losses of matches are 0.75 and 0, mean 0.375; those of the others are 0, 1.5, 0.5 and 2, mean 1. */
    @Override
    Known known() {
        double[] matches = {0.25, 2};
        double[] nonMatches = {-3, 0.5, -0.5, 1};
        return new Known(ScoredNumbers.ofScores(1, matches, nonMatches, 2), 0.6875);
    }
}
