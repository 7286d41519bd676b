package dev.likeness.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.likeness.Likeness;
import dev.likeness.gallery.CopyThresholds;
import dev.likeness.gallery.DuplicateKind;
import dev.likeness.gallery.RandomPairs;
import dev.likeness.spark.cell.CellMember;
import dev.likeness.spark.cell.CellSearch;
import dev.likeness.spark.cell.CellTraining;
import dev.likeness.spark.cell.Cells;
import dev.likeness.spark.cell.PairSearch;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Finds which new pictures a collection already has: the same pixels, or an edited copy. */
public final class JoinJob {
    /** The version of the format of the table of matches. */
    public static final int FORMAT = 1;

    private final SparkSession spark;
    private final JavaSparkContext context;
    private final ModelSource model;
    private final DuplicatesSettings settings;
    private final Likeness likeness;
    private final int tasks;

    /**
     * A job.
     *
     * @param settings the rules for the best copy choose among pictures of the collection with the same pixels; no recall is
     *     measured
     * @throws dev.likeness.error.InputException if the model cannot be opened
     */
    public JoinJob(SparkSession spark, ModelSource model, DuplicatesSettings settings) {
        this.spark = spark;
        this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        this.model = model;
        this.settings = settings;
        this.likeness = ExecutorModel.of(model);
        this.tasks = ShuffleTasks.of(spark);
    }

    /**
     * Finds the matches and writes them as Parquet: a row for each new picture and each picture of the collection that it is a
     * copy of, in the format of {@code docs/spark-format.md}.
     *
     * @param out the folder of the table of matches; an earlier result is replaced
     * @throws dev.likeness.error.InputException if a table has codes of another model, or the folder has other files
     */
    public JoinReport find(EncodedPictures newPictures, EncodedPictures collection, String out) {
        ResultFolder result = ResultFolder.of(spark, out, List.of(newPictures, collection));
        String identity = likeness.measure().identity().checksum();
        try (NumberedPictures there =
                        NumberedPictures.of(spark, collection.pictures(identity), settings.bestCopy(), 0, 0);
                NumberedPictures here = NumberedPictures.of(
                        spark, newPictures.pictures(identity), settings.bestCopy(), there.count(), 1)) {
            return find(there, here, result);
        }
    }

    private JoinReport find(NumberedPictures there, NumberedPictures here, ResultFolder out) {
        CopyThresholds thresholds = new CopyThresholds(Double.NaN, Double.NaN, Double.NaN);
        Dataset<Row> matches = exact(there, here);
        int cells = 1;
        long candidates = 0;
        long unreadable = 0;
        if (settings.weakest() != DuplicateKind.EXACT && there.count() > 0 && here.count() > 0) {
            JavaRDD<CellMember> both = there.codes().union(here.codes());
            thresholds = thresholds(there.count(), here.count(), both);
            Cells trained = CellTraining.counted(
                    new CellTraining(context, there.codes(), there.count()).train(settings.cellsFor(there.count())),
                    both);
            cells = trained.book().size();
            ModelSource source = model;
            JudgedPairs judging = new JudgedPairs(spark, model, there.count(), tasks);
            Dataset<Row> judged = judging.judge(
                    CellSearch.candidates(
                            both,
                            trained,
                            new PairSearch(settings.shortlist(), thresholds.candidate(), true),
                            tasks,
                            () -> ExecutorModel.of(source).measure()),
                    thresholds);
            candidates = judged.count();
            unreadable = judging.unreadable();
            matches = matches.union(edited(judged, thresholds, there, here));
        }
        Dataset<Row> written = out.write(ranked(matches));
        return new JoinReport(
                here.all().count(),
                there.all().count(),
                written.select("path").distinct().count(),
                written.where(col("kind").equalTo("exact"))
                        .select("path")
                        .distinct()
                        .count(),
                written.count(),
                thresholds,
                cells,
                candidates,
                there.missing() + here.missing(),
                unreadable);
    }

    /** A new picture meets all n of the collection, where a picture among 2 n others meets n on average as one of a pair. */
    private CopyThresholds thresholds(int collection, int newPictures, JavaRDD<CellMember> codes) {
        List<int[]> pairs = new ArrayList<>();
        for (int[] pair : RandomPairs.between(collection, newPictures)) {
            pairs.add(new int[] {pair[0], collection + pair[1]});
        }
        return CopyThresholds.of(
                PairsOfPictures.scores(context, codes, pairs, tasks, model),
                2L * collection,
                likeness.verdict(0).threshold());
    }

    private Dataset<Row> exact(NumberedPictures there, NumberedPictures here) {
        Dataset<Row> originals = there.all()
                .select(col("pixels"), col("path").as("match"), col("content").as("other"));
        return here.all()
                .select("path", "pixels", "content")
                .join(originals, "pixels")
                .select(
                        col("path"),
                        col("match"),
                        lit("exact").as("kind"),
                        lit(null).cast(DataTypes.DoubleType).as("score"),
                        when(col("content").equalTo(col("other")), lit("same file"))
                                .otherwise(lit("same pixels"))
                                .as("label"));
    }

    private Dataset<Row> edited(
            Dataset<Row> judged, CopyThresholds thresholds, NumberedPictures there, NumberedPictures here) {
        Dataset<Row> paths = spark.createDataFrame(
                there.codes().map(code -> RowFactory.create(code.position(), code.path())),
                new StructType().add("a", DataTypes.IntegerType).add("match", DataTypes.StringType));
        Dataset<Row> pixels = there.all()
                .select(col("position").as("a"), col("pixels").as("other"))
                .distinct();
        return judged.where(col("confirmed").or(col("score").geq(thresholds.certain())))
                .join(paths, "a")
                .join(pixels, "a")
                .join(here.all().select(col("position").as("b"), col("path"), col("pixels")), "b")
                .where(col("pixels").notEqual(col("other"))) // those are exact copies
                .select(
                        col("path"),
                        col("match"),
                        lit("edited").as("kind"),
                        col("score"),
                        udf(new LabelText(), DataTypes.StringType)
                                .apply(col("labels"))
                                .as("label"));
    }

    /** The best match of a new picture has rank 1. */
    private Dataset<Row> ranked(Dataset<Row> matches) {
        return matches.select(
                lit(FORMAT).as("format"),
                col("path"),
                col("match"),
                row_number()
                        .over(Window.partitionBy("path")
                                .orderBy(
                                        col("kind").desc(), // "exact" is after "edited" in the alphabet
                                        col("score").desc(),
                                        col("match").asc()))
                        .as("rank"),
                col("kind"),
                col("score"),
                udf(new OptionalProbability(model), DataTypes.DoubleType)
                        .apply(col("score"))
                        .as("probability"),
                col("label"));
    }

    /** The probability of a score; null for an exact copy, which was not scored. */
    private record OptionalProbability(ModelSource model) implements UDF1<Double, Double> {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable Double call(Double score) {
            return score == null ? null : new Probability(model).call(score);
        }
    }

    /** The labels of a pair in words. */
    private record LabelText() implements UDF1<Integer, String> {
        private static final long serialVersionUID = 1;

        @Override
        public String call(Integer bits) {
            return CopyLabels.words(CopyLabels.ofBits(bits));
        }
    }
}
