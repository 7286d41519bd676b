package dev.likeness.spark;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * The progress of a job, which Spark's page shows for each stage. A task that is repeated counts again, so reports use the
 * rows that were written instead.
 */
record EncodeCounts(LongAccumulator pictures, LongAccumulator bytes, LongAccumulator refusals) implements Serializable {
    private static final long serialVersionUID = 1;

    static EncodeCounts in(SparkContext context) {
        return new EncodeCounts(
                context.longAccumulator("pictures encoded"),
                context.longAccumulator("bytes of encoded pictures"),
                context.longAccumulator("pictures refused"));
    }

    void encoded(long size) {
        pictures.add(1);
        bytes.add(size);
    }

    void refused() {
        refusals.add(1);
    }
}
