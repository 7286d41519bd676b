package dev.likeness.spark;

import org.apache.spark.sql.api.java.UDF1;

/** The calibrated probability of a score, in an executor. */
record Probability(ModelSource model) implements UDF1<Double, Double> {
    private static final long serialVersionUID = 1;

    @Override
    public Double call(Double score) {
        return ExecutorModel.of(model).verdict(score).probability();
    }
}
