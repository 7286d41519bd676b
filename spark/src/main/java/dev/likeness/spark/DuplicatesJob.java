package dev.likeness.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.likeness.Likeness;
import dev.likeness.gallery.CopyGroups;
import dev.likeness.gallery.CopyThresholds;
import dev.likeness.gallery.DuplicateKind;
import dev.likeness.gallery.RandomPairs;
import dev.likeness.spark.JudgedPairs.Judged;
import dev.likeness.spark.cell.CellBook;
import dev.likeness.spark.cell.CellSearch;
import dev.likeness.spark.cell.CellTraining;
import dev.likeness.spark.cell.Cells;
import dev.likeness.spark.cell.PairSearch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Groups the duplicates of a table of encoded pictures, as a gallery groups those of a folder: the same thresholds from random
 * pairs of the collection, the same head and second check, and groups around the best copy. The shortlist comes from cells of
 * k-means, so that not all pictures are compared with all.
 */
public final class DuplicatesJob {
    /** The version of the format of the table of groups. */
    public static final int FORMAT = 1;

    private static final StructType MEMBERS = new StructType()
            .add("position", DataTypes.IntegerType, false)
            .add("best", DataTypes.IntegerType, false)
            .add("score", DataTypes.DoubleType, false)
            .add("labels", DataTypes.StringType, false);

    private final SparkSession spark;
    private final JavaSparkContext context;
    private final ModelSource model;
    private final DuplicatesSettings settings;
    private final Likeness likeness;
    private final int tasks;

    /** @throws dev.likeness.error.InputException if the model cannot be opened */
    public DuplicatesJob(SparkSession spark, ModelSource model, DuplicatesSettings settings) {
        this.spark = spark;
        this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        this.model = model;
        this.settings = settings;
        this.likeness = ExecutorModel.of(model);
        this.tasks = ShuffleTasks.of(spark);
    }

    /**
     * Finds the groups and writes them as Parquet: a row for each picture of a group, in the format of
     * {@code docs/spark-format.md}.
     *
     * @param out the folder of the table of groups; an earlier result is replaced
     * @throws dev.likeness.error.InputException if the table has codes of another model, or the folder has other files
     */
    public DuplicatesReport find(EncodedPictures table, String out) {
        ResultFolder result = ResultFolder.of(spark, out, List.of(table));
        Dataset<Row> pictures = table.pictures(likeness.measure().identity().checksum());
        try (NumberedPictures numbered = NumberedPictures.of(spark, pictures, settings.bestCopy(), 0, 0)) {
            Search search = new Search(numbered);
            search.run();
            return search.write(result);
        }
    }

    /**
     * Chooses the cells and measures their recall, without a search for groups: how a table would be searched.
     *
     * @return a report without groups and candidates
     * @throws dev.likeness.error.InputException if the table has codes of another model
     */
    public DuplicatesReport measureCells(EncodedPictures table) {
        Dataset<Row> pictures = table.pictures(likeness.measure().identity().checksum());
        try (NumberedPictures numbered = NumberedPictures.of(spark, pictures, settings.bestCopy(), 0, 0)) {
            Search search = new Search(numbered);
            search.chooseCells();
            return search.report(0, 0);
        }
    }

    /** The search in one table. */
    private final class Search {
        private final NumberedPictures pictures;
        private CopyThresholds thresholds = new CopyThresholds(Double.NaN, Double.NaN, Double.NaN);
        private Cells cells;
        private long candidates;
        private long unreadable;
        private List<ShortlistRecall> recall = List.of();
        private final Map<Integer, CopyGroups.Group> groups = new HashMap<>();

        Search(NumberedPictures pictures) {
            this.pictures = pictures;
            this.cells = new Cells(CellBook.whole(), Map.of(), 0, 0);
        }

        void chooseCells() {
            int n = pictures.count();
            if (n < 2) {
                return;
            }
            thresholds = CopyThresholds.of(
                    PairsOfPictures.scores(context, pictures.codes(), RandomPairs.among(n), tasks, model),
                    n,
                    likeness.verdict(0).threshold());
            cells = new CellTraining(context, pictures.codes(), n).train(settings.cellsFor(n));
            if (cells.book().size() > 1 && settings.recallSample() > 0) {
                recall = new RecallSample(context, pictures.codes(), n, model)
                        .measure(cells.book(), thresholds, settings.recallSample(), settings.shortlist(), tasks);
            }
        }

        void run() {
            int n = pictures.count();
            if (settings.weakest() == DuplicateKind.EXACT || n < 2) {
                return;
            }
            chooseCells();
            PairSearch wanted = new PairSearch(settings.shortlist(), thresholds.candidate(), false);
            ModelSource source = model;
            JudgedPairs judging = new JudgedPairs(spark, model, n, tasks);
            Dataset<Row> judged = judging.judge(
                    CellSearch.candidates(
                            pictures.codes(),
                            cells,
                            wanted,
                            tasks,
                            () -> ExecutorModel.of(source).measure()),
                    thresholds);
            candidates = judged.count();
            group(judging, nearCopies(judged));
            unreadable = judging.unreadable();
            judged.unpersist();
        }

        /** The candidates of all pictures that have a copy: only these can be in a group. */
        private List<Judged> nearCopies(Dataset<Row> judged) {
            BitSet copied = new BitSet();
            judged.where(col("confirmed").or(col("score").geq(thresholds.certain())))
                    .select("a", "b")
                    .collectAsList()
                    .forEach(row -> {
                        copied.set(row.getInt(0));
                        copied.set(row.getInt(1));
                    });
            Broadcast<BitSet> sent = context.broadcast(copied);
            return judged
                    .filter((FilterFunction<Row>) row ->
                            sent.value().get(row.getInt(0)) || sent.value().get(row.getInt(1)))
                    .collectAsList()
                    .stream()
                    .map(JudgedPairs::judged)
                    .toList();
        }

        /** Repeats the grouping until all pairs that it asks for are known. */
        private void group(JudgedPairs judging, List<Judged> pairs) {
            CopyOracle oracle = new CopyOracle(pairs);
            BitSet copied = new BitSet();
            pairs.stream()
                    .filter(pair ->
                            pair.judgement().confirmed() || pair.judgement().score() >= thresholds.certain())
                    .forEach(pair -> {
                        copied.set(pair.a());
                        copied.set(pair.b());
                    });
            while (true) {
                groups.clear();
                CopyGroups forming = new CopyGroups(oracle, thresholds, 0);
                for (int best = copied.nextSetBit(0); best >= 0; best = copied.nextSetBit(best + 1)) {
                    if (!forming.isGrouped(best)) {
                        forming.passOver(best);
                        CopyGroups.Group group = forming.around(best);
                        if (!group.members().isEmpty()) {
                            groups.put(best, group);
                        }
                    }
                }
                List<int[]> unknown = oracle.takeUnknown();
                if (unknown.isEmpty()) {
                    return;
                }
                oracle.learn(judging.judge(context, pictures.codes(), unknown));
            }
        }

        DuplicatesReport write(ResultFolder out) {
            Dataset<Row> written = out.write(grouped());
            return report(written.where(col("is_best")).count(), written.count());
        }

        DuplicatesReport report(long found, long members) {
            return new DuplicatesReport(
                    pictures.all().count(),
                    pictures.count(),
                    found,
                    members,
                    thresholds,
                    cells.book().size(),
                    cells.divided(),
                    cells.largest(),
                    cells.productsWithCentres(),
                    cells.pairs(),
                    candidates,
                    pictures.missing(),
                    unreadable,
                    recall);
        }

        private Dataset<Row> grouped() {
            List<Row> members = new ArrayList<>();
            groups.forEach((best, group) -> group.members()
                    .forEach((position, found) -> members.add(
                            RowFactory.create(position, best, found.score(), CopyLabels.words(found.labels())))));
            Dataset<Row> copies = spark.createDataFrame(members, MEMBERS);
            Dataset<Row> all = pictures.all()
                    .join(copies, new String[] {"position"}, "left_outer")
                    .withColumn("group", coalesce(col("best"), col("position")));
            Dataset<Row> wanted = all.join(
                    all.groupBy("group")
                            .agg(count(lit(1)).as("size"))
                            .where(col("size").gt(1)),
                    "group");
            return described(wanted.join(bests(wanted), "group"));
        }

        /** The best copy of each group, with its score against itself. */
        private Dataset<Row> bests(Dataset<Row> wanted) {
            Dataset<Row> first = wanted.where(col("position").equalTo(col("group")));
            List<Integer> positions =
                    first.select("position").distinct().as(Encoders.INT()).collectAsList();
            double[] scores = PairsOfPictures.scores(
                    context,
                    pictures.codes(),
                    positions.stream()
                            .map(position -> new int[] {position, position})
                            .toList(),
                    tasks,
                    model);
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < scores.length; i++) {
                rows.add(RowFactory.create(positions.get(i), scores[i]));
            }
            Dataset<Row> own = spark.createDataFrame(
                    rows, new StructType().add("group", DataTypes.IntegerType).add("own", DataTypes.DoubleType));
            Dataset<Row> paths = spark.createDataFrame(
                    pictures.codes().map(code -> RowFactory.create(code.position(), code.path())),
                    new StructType().add("group", DataTypes.IntegerType).add("best_path", DataTypes.StringType));
            Dataset<Row> contents = first.select(
                    col("group"), col("path").as("best_path"), col("content").as("best_content"));
            Dataset<Row> edited =
                    wanted.groupBy("group").agg(max(col("best").isNotNull()).as("edited"));
            return own.join(paths, "group")
                    .join(contents, new String[] {"group", "best_path"})
                    .join(edited, "group");
        }

        private Dataset<Row> described(Dataset<Row> rows) {
            UserDefinedFunction probability = udf(new Probability(model), DataTypes.DoubleType);
            Dataset<Row> scored = rows.withColumn("score", coalesce(col("score"), col("own")));
            return scored.select(
                            lit(FORMAT).as("format"),
                            col("best_path").as("group"),
                            when(col("edited"), lit("edited"))
                                    .otherwise(lit("exact"))
                                    .as("group_kind"),
                            col("path"),
                            col("path").equalTo(col("best_path")).as("is_best"),
                            when(col("best").isNull(), lit("exact"))
                                    .otherwise(lit("edited"))
                                    .as("kind"),
                            col("score"),
                            probability.apply(col("score")).as("probability"),
                            when(col("content").equalTo(col("best_content")), lit("same file"))
                                    .when(col("best").isNull(), lit("same pixels"))
                                    .otherwise(col("labels"))
                                    .as("label"),
                            col("content"),
                            col("width"),
                            col("height"),
                            col("bytes"))
                    .orderBy("group_kind", "group", "kind", "path");
        }
    }
}
