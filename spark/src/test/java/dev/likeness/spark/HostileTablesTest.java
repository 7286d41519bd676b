package dev.likeness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.models.Models;
import dev.likeness.picture.PictureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that must not be lost, names that are no paths, files that are gone, and rows that are broken. */
class HostileTablesTest {
    @TempDir
    static Path folder;

    private static SparkSession spark;
    private static ModelSource photos;
    private static Path pictures;

    @BeforeAll
    static void draw() throws IOException {
        spark = LocalSession.open();
        photos = ModelSource.bundled("photos");
        pictures = Files.createDirectories(folder.toRealPath().resolve("pictures [1]"));
        for (int i = 0; i < 3; i++) {
            PictureFile.write(DrawnCollection.drawn(i), pictures.resolve("p" + i + ".png"));
        }
        Files.copy(pictures.resolve("p0.png"), pictures.resolve("q0.png"));
    }

    private static String at(String name) {
        return folder.resolve(name).toString();
    }

    private static EncodeJob encoding() {
        return new EncodeJob(spark, photos, EncodeSettings.USUAL);
    }

    private static DuplicatesReport duplicates(String table, String out) {
        return new DuplicatesJob(spark, photos, DuplicatesSettings.USUAL).find(new EncodedPictures(spark, table), out);
    }

    /** Brackets are a glob for Spark's readers, but not for its writers. */
    @Test
    void onlyAResultIsReplaced() throws IOException {
        String table = at("codes {2}");
        assertThat(encoding().folder(pictures.toString(), table).encoded()).isEqualTo(4);
        for (String out : List.of(table, table + "/groups", folder.toString())) {
            assertThatThrownBy(() -> duplicates(table, out))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("is, contains, or lies in the input");
        }
        assertThatThrownBy(() -> duplicates(table, pictures.toString()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has files that are not the result");
        String out = at("groups [3]");
        assertThat(duplicates(table, out).groups()).isEqualTo(1);
        Files.delete(pictures.resolve("p0.png"));
        DuplicatesReport second = duplicates(table, out);
        Files.copy(pictures.resolve("q0.png"), pictures.resolve("p0.png"));
        assertThat(second.missing()).isEqualTo(1);
        assertThat(second.groups()).isZero();
        assertThat(new EncodedPictures(spark, table).rows().count()).isEqualTo(4);
    }

    /** Files of another machine, beside a picture that never had a file. Were one file there, the others would be lost. */
    @Test
    void picturesOutOfReachAreNotLeftOut() throws IOException {
        Path away = Files.createDirectories(folder.toRealPath().resolve("away"));
        for (int i = 1; i < 3; i++) {
            Files.copy(pictures.resolve("p" + i + ".png"), away.resolve("p" + i + ".png"));
        }
        String table = at("of-both");
        encoding().folder(away.toString(), table);
        StructType columns = new StructType().add("name", DataTypes.StringType).add("content", DataTypes.BinaryType);
        byte[] bytes = Files.readAllBytes(pictures.resolve("q0.png"));
        encoding()
                .table(
                        spark.createDataFrame(List.of(RowFactory.create("named", bytes)), columns),
                        "name",
                        "content",
                        table);

        Files.delete(away.resolve("p1.png"));
        DuplicatesReport one = duplicates(table, at("of-both-groups"));
        assertThat(one.missing()).isEqualTo(1);
        assertThat(one.different()).isEqualTo(2);

        Files.delete(away.resolve("p2.png"));
        DuplicatesReport none = duplicates(table, at("of-both-groups"));
        assertThat(none.missing()).isZero();
        assertThat(none.different()).isEqualTo(3);
    }

    @Test
    void oneJobAtATimeAddsToATable() throws IOException {
        String table = at("claimed");
        try (TableClaim other = TableClaim.of(spark, table)) {
            assertThatThrownBy(() -> encoding().folder(pictures.toString(), table))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("another job adds to this table");
        }
        assertThat(encoding().folder(pictures.toString(), table).encoded()).isEqualTo(4);
        assertThat(encoding().folder(pictures.toString(), table).unchanged()).isEqualTo(4);
    }

    /** Names of a table are no files: nothing is read from them, and nothing is fetched. */
    @Test
    void namesOfATableAreNotPaths() throws IOException {
        List<Row> rows = new ArrayList<>();
        byte[] first = Files.readAllBytes(pictures.resolve("p1.png"));
        for (String name : List.of("shop:1", "http://localhost:1/p.png", "p.png")) {
            rows.add(RowFactory.create(name, first));
        }
        StructType columns = new StructType().add("name", DataTypes.StringType).add("content", DataTypes.BinaryType);
        Dataset<Row> given = spark.createDataFrame(rows, columns);
        String table = at("named");
        assertThat(encoding().table(given, "name", "content", table).encoded()).isEqualTo(3);
        DuplicatesReport report = duplicates(table, at("named-groups"));
        assertThat(report.members()).isEqualTo(3);
        assertThat(report.missing() + report.unreadable()).isZero();

        assertThatThrownBy(() -> encoding().table(given.union(given), "name", "content", at("twice")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("in 2 rows");
        assertThatThrownBy(() -> encoding().table(given, "name", "name", at("text")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the bytes of pictures are binary");
        assertThatThrownBy(() -> encoding().table(given, "title", "content", at("other")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not title");
    }

    @Test
    void brokenRowsAndLabelsAreNamed() {
        String table = at("whole");
        encoding().folder(pictures.toString(), table);
        Dataset<Row> rows = new EncodedPictures(spark, table).rows();
        rows.withColumn("pixels", functions.lit(null).cast(DataTypes.StringType))
                .write()
                .parquet(at("nulls") + "/run=1");
        assertThatThrownBy(() -> duplicates(at("nulls"), at("nulls-groups")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(".png has a code but lacks other columns");
        rows.withColumn("code", functions.expr("substring(code, 1, 100)"))
                .write()
                .parquet(at("cut") + "/run=1");
        assertThatThrownBy(() -> duplicates(at("cut"), at("cut-groups"))).hasStackTraceContaining("the code of file:");

        StructType columns = new StructType()
                .add("a", DataTypes.StringType)
                .add("b", DataTypes.StringType)
                .add("label", DataTypes.StringType);
        String a = "file:" + pictures.resolve("p0.png");
        String b = "file:" + pictures.resolve("q0.png");
        String c = "file:" + pictures.resolve("p1.png");
        EncodedPictures whole = new EncodedPictures(spark, table);
        Dataset<Row> words = spark.createDataFrame(
                List.of(RowFactory.create(a, b, "true"), RowFactory.create(a, c, " False")), columns);
        assertThat(new EvaluateJob(photos).evaluate(whole, words).result().pairs())
                .isEqualTo(2);
        Dataset<Row> odd = spark.createDataFrame(List.of(RowFactory.create(a, b, "2")), columns);
        assertThatThrownBy(() -> new EvaluateJob(photos).evaluate(whole, odd))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has the label 2");
    }

    /** Spark numbers what it sends from 0 in each context; the model is known by its contents. */
    @Test
    void modelsThatAreSentAreToldApartByTheirContents() {
        ModelSource one = ModelSource.broadcast(spark, Models.bundled("photos"));
        ModelSource same = ModelSource.broadcast(spark, Models.bundled("photos"));
        ModelSource other = ModelSource.broadcast(spark, Models.bundled("characters"));
        assertThat(ExecutorModel.of(same)).isSameAs(ExecutorModel.of(one)).isNotSameAs(ExecutorModel.of(other));
    }
}
