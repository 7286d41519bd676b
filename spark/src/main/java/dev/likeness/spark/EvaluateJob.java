package dev.likeness.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trim;

import dev.likeness.data.ConnectedPictures;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PicturePair;
import dev.likeness.error.InputException;
import dev.likeness.evaluation.ScoredPairs;
import dev.likeness.evaluation.Verification;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The verification protocol over a table of pairs: executors score the pairs, the driver judges the scores. Pictures that are
 * connected by matching pairs are one identity for the intervals.
 */
public final class EvaluateJob {
    private static final int PAIRS_AT_ONCE = 512;
    private static final long SEED = 1;

    private static final StructType SCORED = new StructType()
            .add("a", DataTypes.StringType, false)
            .add("b", DataTypes.StringType, false)
            .add("label", DataTypes.BooleanType, false)
            .add("score", DataTypes.DoubleType, false);

    private static final Object[] MATCH = {"1", "true", "1.0"};
    private static final Object[] OTHER = {"0", "false", "0.0"};

    private final ModelSource model;

    /** A job for one model. */
    public EvaluateJob(ModelSource model) {
        this.model = model;
    }

    /**
     * Scores and judges the pairs.
     *
     * @param pairs with the columns {@code a} and {@code b}, paths of the table, and {@code label}, 1 or 0 or a boolean: whether
     *     the pictures show the same thing
     * @throws InputException if a column is missing, or matching or non-matching pairs are missing
     */
    public EvaluationReport evaluate(EncodedPictures table, Dataset<Row> pairs) {
        for (String column : List.of("a", "b", "label")) {
            if (!List.of(pairs.columns()).contains(column)) {
                throw new InputException("the table of pairs has the columns " + String.join(", ", pairs.columns())
                        + "; it needs a, b and label");
            }
        }
        Measure measure = ExecutorModel.of(model).measure();
        requireLabels(pairs);
        Dataset<Row> codes = table.pictures(measure.identity().checksum()).select("path", "code", "identity");
        Dataset<Row> wanted = pairs.select(
                col("a").cast(DataTypes.StringType),
                col("b").cast(DataTypes.StringType),
                label().isin(MATCH).as("label"));
        Dataset<Row> together = wanted.join(
                        codes.withColumnRenamed("path", "a").withColumnRenamed("code", "codeA"), "a")
                .join(codes.drop("identity").withColumnRenamed("path", "b").withColumnRenamed("code", "codeB"), "b")
                .select("a", "b", "label", "codeA", "codeB", "identity");
        ModelSource source = model;
        List<Row> scored = together.mapPartitions(
                        (Iterator<Row> some) -> scored(some, source).iterator(), Encoders.row(SCORED))
                .collectAsList();
        return new EvaluationReport(
                measure.name(), Verification.seeded(SEED).judge(judged(scored)), wanted.count() - scored.size());
    }

    private static Column label() {
        return lower(trim(col("label").cast(DataTypes.StringType)));
    }

    private static void requireLabels(Dataset<Row> pairs) {
        Object[] known =
                Stream.concat(Arrays.stream(MATCH), Arrays.stream(OTHER)).toArray();
        List<Row> others = pairs.where(col("a").isNull()
                        .or(col("b").isNull())
                        .or(label().isNull())
                        .or(not(label().isin(known))))
                .select(
                        col("a").cast(DataTypes.StringType),
                        col("b").cast(DataTypes.StringType),
                        col("label").cast(DataTypes.StringType))
                .limit(1)
                .collectAsList();
        if (!others.isEmpty()) {
            throw new InputException("the pair " + others.get(0).getString(0) + ", "
                    + others.get(0).getString(1) + " has the label "
                    + others.get(0).getString(2) + "; a label is 1 or true, or 0 or false");
        }
    }

    private static List<Row> scored(Iterator<Row> pairs, ModelSource model) {
        List<Row> waiting = new ArrayList<>();
        List<Row> scored = new ArrayList<>();
        List<Code> a = new ArrayList<>();
        List<Code> b = new ArrayList<>();
        while (pairs.hasNext()) {
            Row row = pairs.next();
            waiting.add(row);
            a.add(EncodedPictures.requireCode(row.getString(0), row.getAs(3), row.getString(5)));
            b.add(EncodedPictures.requireCode(row.getString(1), row.getAs(4), row.getString(5)));
            if (a.size() == PAIRS_AT_ONCE || !pairs.hasNext()) {
                double[] scores = ExecutorModel.of(model).measure().compare(a, b);
                for (int i = 0; i < scores.length; i++) {
                    Row one = waiting.get(i);
                    scored.add(RowFactory.create(one.getString(0), one.getString(1), one.getBoolean(2), scores[i]));
                }
                waiting.clear();
                a.clear();
                b.clear();
            }
        }
        return scored;
    }

    private static ScoredPairs judged(List<Row> rows) {
        List<Row> ordered = rows.stream()
                .sorted(Comparator.<Row, String>comparing(row -> row.getString(0))
                        .thenComparing(row -> row.getString(1)))
                .toList();
        ConnectedPictures connected = new ConnectedPictures();
        for (Row row : ordered) {
            connected.add(row.getString(0));
            connected.add(row.getString(1));
            if (row.getBoolean(2)) {
                connected.join(row.getString(0), row.getString(1));
            }
        }
        List<PicturePair> pairs = ordered.stream()
                .map(row -> new PicturePair(
                        picture(row.getString(0), connected), picture(row.getString(1), connected), row.getBoolean(2)))
                .toList();
        if (!PicturePair.hasBothClasses(pairs)) {
            throw new InputException(PicturePair.matches(pairs) + " of " + pairs.size()
                    + " scored pairs match; verification needs matches and non-matches; add pairs, or encode their"
                    + " pictures first");
        }
        return new ScoredPairs(
                pairs, ordered.stream().mapToDouble(row -> row.getDouble(3)).toArray());
    }

    private static LabelledPicture picture(String path, ConnectedPictures connected) {
        return new LabelledPicture(path, connected.identity(path), "", () -> {
            throw new IllegalStateException("only the code of " + path + " is used");
        });
    }
}
