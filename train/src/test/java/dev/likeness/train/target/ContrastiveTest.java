package dev.likeness.train.target;

class ContrastiveTest extends PairTargetContract {
    @Override
    String name() {
        return "contrastive";
    }

    @Override
    double formula(ScoredNumbers numbers) {
        double matches = 0;
        for (double score : numbers.matches()) {
            double distance = softplus(-score);
            matches += distance * distance;
        }
        double nonMatches = 0;
        for (double score : numbers.nonMatches()) {
            double lacking = Math.max(0, numbers.margin() - softplus(-score));
            nonMatches += lacking * lacking;
        }
        return (matches / numbers.matches().length + nonMatches / numbers.nonMatches().length) / 2;
    }

    /**
     * In units of ln 2: the match has distance 1, which gives 1; the others have distances 2, 1 and 4 and are 1, 2 and 0
     * below the margin of 3, which gives (1 + 4 + 0) / 3.
     */
    @Override
    Known known() {
        double unit = Math.log(2);
        double[] nonMatches = {-Math.log(3), 0, -Math.log(15)};
        return new Known(
                ScoredNumbers.ofScores(3 * unit, new double[] {0}, nonMatches, 1), (1 + 5.0 / 3) / 2 * unit * unit);
    }
}
