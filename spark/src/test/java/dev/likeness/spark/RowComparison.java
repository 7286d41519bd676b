package dev.likeness.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Prints how the rows of two tables differ: {@code RowComparison EXPECTED FOUND}. Scores are compared to six digits. */
final class RowComparison {
    private RowComparison() {}

    public static void main(String[] arguments) throws java.io.IOException {
        try (SparkSession spark =
                SparkSession.builder().appName("comparison of rows").getOrCreate()) {
            Dataset<Row> expected = rounded(spark.read().parquet(arguments[0]));
            Dataset<Row> found = rounded(spark.read().parquet(arguments[1]));
            System.out.println("{\"rows\": " + found.count() + ", \"rows_lost\": "
                    + expected.exceptAll(found).count() + ", \"rows_added\": "
                    + found.exceptAll(expected).count() + "}");
        }
    }

    private static Dataset<Row> rounded(Dataset<Row> rows) {
        Dataset<Row> rounded = rows;
        for (var field : rows.schema().fields()) {
            if (field.dataType().equals(DataTypes.DoubleType)) {
                rounded = rounded.withColumn(field.name(), functions.round(functions.col(field.name()), 6));
            }
        }
        return rounded;
    }
}
