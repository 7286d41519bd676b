package dev.likeness.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.row_number;

import dev.likeness.Likeness;
import dev.likeness.gallery.CopyCandidates;
import dev.likeness.gallery.CopyDecision;
import dev.likeness.gallery.CopyGroups.Judgement;
import dev.likeness.gallery.CopyThresholds;
import dev.likeness.measure.Code;
import dev.likeness.spark.cell.CandidatePair;
import dev.likeness.spark.cell.CellMember;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;

/** The second check of candidates, in executors. */
final class JudgedPairs {
    private static final StructType CANDIDATE = new StructType()
            .add("cell", DataTypes.LongType)
            .add("a", DataTypes.IntegerType)
            .add("b", DataTypes.IntegerType)
            .add("score", DataTypes.DoubleType)
            .add("pathA", DataTypes.StringType)
            .add("fileA", DataTypes.BooleanType)
            .add("bytesA", DataTypes.LongType)
            .add("widthA", DataTypes.IntegerType)
            .add("heightA", DataTypes.IntegerType)
            .add("pathB", DataTypes.StringType)
            .add("fileB", DataTypes.BooleanType)
            .add("bytesB", DataTypes.LongType)
            .add("widthB", DataTypes.IntegerType)
            .add("heightB", DataTypes.IntegerType);

    private static final StructType JUDGED = new StructType()
            .add("a", DataTypes.IntegerType)
            .add("b", DataTypes.IntegerType)
            .add("score", DataTypes.DoubleType)
            .add("confirmed", DataTypes.BooleanType)
            .add("supported", DataTypes.BooleanType)
            .add("labels", DataTypes.IntegerType);

    private final SparkSession spark;
    private final ModelSource model;
    private final HadoopFiles files;
    private final long pictures;
    private final int tasks;
    private final LongAccumulator unreadable;

    /** @param pictures the number of pictures that one is compared with, which sets what the second check asks for */
    JudgedPairs(SparkSession spark, ModelSource model, long pictures, int tasks) {
        this.spark = spark;
        this.model = model;
        this.files = HadoopFiles.of(spark);
        this.pictures = pictures;
        this.tasks = tasks;
        this.unreadable = spark.sparkContext().longAccumulator("files that the second check could not read");
    }

    /** Files that the second check could not read; a file counts again in each task that needs it. */
    long unreadable() {
        return unreadable.value();
    }

    /** A pair with the decision about it. */
    record Judged(int a, int b, Judgement judgement) {}

    /**
     * Judges the candidates. Of those below the threshold for pictures alike only pairs that are near for one of the two are
     * kept, as in a gallery.
     *
     * @return persisted rows of {@code a, b, score, confirmed, supported, labels}
     */
    Dataset<Row> judge(JavaRDD<CandidatePair> candidates, CopyThresholds thresholds) {
        Dataset<Row> pairs = spark.createDataFrame(candidates.map(JudgedPairs::row), CANDIDATE)
                .persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> bothWays = pairs.select(col("a").as("one"), col("b").as("other"), col("score"))
                .union(pairs.select(col("b").as("one"), col("a").as("other"), col("score")));
        Dataset<Row> near = bothWays.withColumn(
                        "rank",
                        row_number()
                                .over(Window.partitionBy("one")
                                        .orderBy(
                                                col("score").desc(),
                                                col("other").asc())))
                .where(col("rank").leq(CopyCandidates.MOST_WEAK))
                .select(
                        least(col("one"), col("other")).as("a"),
                        greatest(col("one"), col("other")).as("b"))
                .distinct();
        Dataset<Row> alike = pairs.where(col("score").geq(thresholds.alike())).select("a", "b");
        Dataset<Row> kept = pairs.join(near.union(alike).distinct(), new String[] {"a", "b"}, "left_semi")
                .repartition(tasks, col("cell"))
                .sortWithinPartitions("cell", "a", "b");
        ModelSource source = model;
        HadoopFiles reader = files;
        long count = pictures;
        LongAccumulator counted = unreadable;
        Dataset<Row> judged = kept.mapPartitions(
                        (Iterator<Row> some) -> judged(some, judge(source, reader, count, counted)),
                        Encoders.row(JUDGED))
                .persist(StorageLevel.MEMORY_AND_DISK());
        judged.count();
        pairs.unpersist();
        return judged;
    }

    private static Row row(CandidatePair pair) {
        CellMember a = pair.a();
        CellMember b = pair.b();
        return RowFactory.create(
                pair.cell(),
                a.position(),
                b.position(),
                pair.score(),
                a.path(),
                a.hasFile(),
                a.bytes(),
                a.width(),
                a.height(),
                b.path(),
                b.hasFile(),
                b.bytes(),
                b.width(),
                b.height());
    }

    private static CopyJudge judge(ModelSource model, HadoopFiles files, long pictures, LongAccumulator unreadable) {
        return new CopyJudge(files, new CopyDecision(ExecutorModel.of(model), pictures), unreadable);
    }

    private static Iterator<Row> judged(Iterator<Row> rows, CopyJudge judge) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Row next() {
                Row row = rows.next();
                int a = row.getAs("a");
                int b = row.getAs("b");
                double score = row.getAs("score");
                return row(new Judged(a, b, judge.judge(member(row, "A", a), member(row, "B", b), score)));
            }
        };
    }

    private static CellMember member(Row row, String which, int position) {
        return new CellMember(
                position,
                0,
                row.getAs("path" + which),
                row.<Boolean>getAs("file" + which),
                row.<Long>getAs("bytes" + which),
                row.<Integer>getAs("width" + which),
                row.<Integer>getAs("height" + which),
                new byte[0]);
    }

    private static Row row(Judged judged) {
        Judgement judgement = judged.judgement();
        return RowFactory.create(
                judged.a(),
                judged.b(),
                judgement.score(),
                judgement.confirmed(),
                judgement.acceptedWithSupport(),
                CopyLabels.bits(judgement.labels()));
    }

    /** @param row of {@link #judge(JavaRDD, CopyThresholds)} */
    static Judged judged(Row row) {
        Judgement judgement =
                new Judgement(row.getDouble(2), row.getBoolean(3), row.getBoolean(4), CopyLabels.ofBits(row.getInt(5)));
        return new Judged(row.getInt(0), row.getInt(1), judgement);
    }

    /** Judges pairs that are no candidates, in this order of original and copy. */
    List<Judged> judge(JavaSparkContext context, JavaRDD<CellMember> codes, List<int[]> pairs) {
        ModelSource source = model;
        HadoopFiles reader = files;
        long count = pictures;
        LongAccumulator counted = unreadable;
        List<Row> rows = PairsOfPictures.together(context, codes, pairs, tasks)
                .mapPartitions(some -> {
                    CopyJudge judge = judge(source, reader, count, counted);
                    Likeness likeness = ExecutorModel.of(source);
                    List<Row> judged = new ArrayList<>();
                    while (some.hasNext()) {
                        PairsOfPictures.Together pair = some.next();
                        double score = likeness.measure()
                                .compare(
                                        Code.fromBytes(pair.a().code()),
                                        Code.fromBytes(pair.b().code()));
                        judged.add(row(new Judged(
                                pair.a().position(), pair.b().position(), judge.judge(pair.a(), pair.b(), score))));
                    }
                    return judged.iterator();
                })
                .collect();
        return rows.stream().map(JudgedPairs::judged).toList();
    }
}
