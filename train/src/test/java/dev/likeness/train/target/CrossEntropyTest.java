package dev.likeness.train.target;

class CrossEntropyTest extends PairTargetContract {
    @Override
    String name() {
        return "cross-entropy";
    }

    @Override
    double formula(ScoredNumbers numbers) {
        double matches = 0;
        for (double score : numbers.matches()) {
            matches += softplus(-score); // -ln sigmoid(score)
        }
        double nonMatches = 0;
        for (double score : numbers.nonMatches()) {
            nonMatches += softplus(score); // -ln (1 - sigmoid(score))
        }
        return (matches / numbers.matches().length + nonMatches / numbers.nonMatches().length) / 2;
    }

    /** Probabilities: the match 1/2, the non-matches 3/4 and 1/2, so (ln 2 + (ln 4 + ln 2) / 2) / 2. */
    @Override
    Known known() {
        double[] nonMatches = {Math.log(3), 0};
        return new Known(ScoredNumbers.ofScores(1, new double[] {0}, nonMatches, 1), 1.25 * Math.log(2));
    }
}
