package dev.likeness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.gallery.DuplicateGroup;
import dev.likeness.gallery.DuplicateSettings;
import dev.likeness.gallery.Gallery;
import dev.likeness.gallery.Orientation;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
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

/** The jobs in a session of this process, against a gallery of the same pictures. */
class JobsTest {
    private static final int DIFFERENT = 30;
    private static final int COPIES = DIFFERENT / 5;

    @TempDir
    static Path folder;

    private static SparkSession spark;
    private static ModelSource photos;
    private static Path pictures;
    private static String table;
    private static EncodeReport encoded;

    @BeforeAll
    static void encode() throws IOException {
        spark = LocalSession.open();
        photos = ModelSource.bundled("photos");
        pictures = Files.createDirectories(folder.toRealPath().resolve("pictures"));
        DrawnCollection.write(pictures, DIFFERENT);
        DrawnCollection.writeBroken(pictures.resolve("broken.jpg"));
        table = folder.resolve("table").toString();
        encoded = new EncodeJob(spark, photos, EncodeSettings.USUAL).folder(pictures.toString(), table);
    }

    private static EncodedPictures table() {
        return new EncodedPictures(spark, table);
    }

    @Test
    void everyFileIsARow() {
        assertThat(encoded).isEqualTo(new EncodeReport(DIFFERENT + COPIES, 0, 0, 1, 1));
        List<Row> rows = table().rows().collectAsList();
        assertThat(rows).hasSize(DIFFERENT + COPIES + 1);
        Row broken = rows.stream()
                .filter(row -> row.<String>getAs("error") != null)
                .findFirst()
                .orElseThrow();
        assertThat(broken.<String>getAs("path")).endsWith("broken.jpg");
        assertThat(broken.<String>getAs("error")).contains("broken.jpg");
        assertThat(broken.<String>getAs("content")).hasSize(64);
        assertThat(broken.<byte[]>getAs("code")).isNull();
    }

    /** The gallery encodes the same files by itself; it also takes the codes of the table. */
    @Test
    void codesAndFactsAreThoseOfAGallery() {
        try (Gallery own = Gallery.open(folder.resolve("own"), Models.bundled("photos"));
                Gallery imported = Gallery.open(folder.resolve("imported"), Models.bundled("photos"))) {
            own.add(List.of(pictures), Progress.NONE);
            List<Row> rows = table().pictures(
                            own.likeness().measure().identity().checksum())
                    .collectAsList();
            assertThat(imported.addEncoded(
                            action -> rows.forEach(row -> action.accept(picture(row), code(row))),
                            rows.size(),
                            Progress.NONE))
                    .isEqualTo(DIFFERENT + COPIES);
            assertThat(contents(imported)).isEqualTo(contents(own)).hasSize(DIFFERENT + COPIES);
        }
    }

    private static StoredPicture picture(Row row) {
        return new StoredPicture(
                row.<String>getAs("path").replaceFirst("^file:/+", "/"),
                new StoredPicture.File(
                        row.<Long>getAs("bytes"),
                        Instant.EPOCH.plus(row.<Long>getAs("modified"), ChronoUnit.MICROS),
                        row.getAs("content")),
                new StoredPicture.Image(
                        row.<Integer>getAs("width"),
                        row.<Integer>getAs("height"),
                        row.getAs("pixels"),
                        row.<Double>getAs("sharpness")));
    }

    private static Code code(Row row) {
        return Code.fromBytes(row.getAs("code"));
    }

    /** By path; times to the millisecond, which is what Hadoop knows of them. */
    private static Map<String, List<Object>> contents(Gallery gallery) {
        Map<String, List<Object>> contents = new TreeMap<>();
        gallery.forEach((picture, code) -> contents.put(
                picture.path(),
                List.of(
                        picture.file().bytes(),
                        picture.file().modified().truncatedTo(ChronoUnit.MILLIS),
                        picture.file().content(),
                        picture.image(),
                        List.of(Arrays.hashCode(code.toBytes())))));
        return contents;
    }

    /** Members with best copy, kind, label and score to four digits. */
    private static TreeSet<String> groupsOfAGallery(Path files) {
        TreeSet<String> members = new TreeSet<>();
        Path place = folder.resolve("gallery of " + files.getFileName());
        try (Gallery gallery = Gallery.open(place, Models.bundled("photos"))) {
            gallery.add(List.of(files), Progress.NONE);
            for (DuplicateGroup group :
                    gallery.duplicates(DuplicateSettings.USUAL, Progress.NONE).groups()) {
                group.members()
                        .forEach(member -> members.add(text(
                                group.best().toString(),
                                member.path().toString(),
                                member.kind().name().toLowerCase(Locale.ROOT),
                                member.label(),
                                member.score())));
            }
        }
        return members;
    }

    private static String text(String best, String path, String kind, String label, double score) {
        return String.format(Locale.ROOT, "%s %s %s %s %.3f", best, path, kind, label, score);
    }

    private static TreeSet<String> groups(String out) {
        TreeSet<String> members = new TreeSet<>();
        spark.read()
                .parquet(out)
                .collectAsList()
                .forEach(row -> members.add(text(
                        row.<String>getAs("group").replaceFirst("^file:/+", "/"),
                        row.<String>getAs("path").replaceFirst("^file:/+", "/"),
                        row.getAs("kind"),
                        row.getAs("label"),
                        row.<Double>getAs("score"))));
        return members;
    }

    @Test
    void groupsAreThoseOfAGallery() {
        TreeSet<String> expected = groupsOfAGallery(pictures);
        assertThat(expected).hasSize(2 * COPIES);
        String out = folder.resolve("groups").toString();
        DuplicatesReport all = new DuplicatesJob(spark, photos, DuplicatesSettings.USUAL).find(table(), out);
        assertThat(groups(out)).isEqualTo(expected);
        assertThat(all.groups()).isEqualTo(COPIES);
        assertThat(all.cells()).isEqualTo(1);
        assertThat(all.comparedPairs()).isEqualTo((long) all.different() * (all.different() - 1) / 2);

        DuplicatesReport cells =
                new DuplicatesJob(spark, photos, DuplicatesSettings.USUAL.withCells(8)).find(table(), out);
        assertThat(groups(out)).isEqualTo(expected);
        assertThat(cells.cells()).isBetween(4, 16);
        assertThat(cells.comparedWithCentres()).isGreaterThan((long) cells.cells() * cells.different());
        assertThat(cells.largestCell()).isLessThan(cells.different());
        assertThat(cells.recall()).hasSize(3);
        assertThat(cells.thresholds()).isEqualTo(all.thresholds());
    }

    /** Four copies of each of three pictures, two of them of one size, so that the groups have candidates beside the best copy. */
    @Test
    void groupsOfSeveralCopiesAreThoseOfAGallery() throws IOException {
        Path several = Files.createDirectories(folder.toRealPath().resolve("several"));
        DrawnCollection.write(several, 13);
        for (int i = 1; i < 4; i++) {
            Picture picture = DrawnCollection.drawn(i);
            Picture cropped = DrawnCollection.cropped(picture);
            PictureFile.write(Orientation.MIRRORED.of(picture), several.resolve("a" + i + ".png"));
            PictureFile.write(cropped, several.resolve("b" + i + ".png"));
            PictureFile.write(Orientation.TURNED_LEFT.of(cropped), several.resolve("c" + i + ".png"));
            PictureFile.write(DrawnCollection.cropped(cropped), several.resolve("d" + i + ".png"));
        }
        String codes = folder.resolve("several-codes").toString();
        new EncodeJob(spark, photos, EncodeSettings.USUAL).folder(several.toString(), codes);
        TreeSet<String> expected = groupsOfAGallery(several);
        assertThat(expected).hasSizeGreaterThanOrEqualTo(2 * 3 + 3 * 4);
        String out = folder.resolve("several-groups").toString();
        new DuplicatesJob(spark, photos, DuplicatesSettings.USUAL.withCells(5))
                .find(new EncodedPictures(spark, codes), out);
        assertThat(groups(out)).isEqualTo(expected);
    }

    @Test
    void onlyWhatIsNewIsEncoded() throws IOException {
        Path more = Files.createDirectories(folder.resolve("more"));
        DrawnCollection.write(more, 6);
        String growing = folder.resolve("growing").toString();
        EncodeJob job = new EncodeJob(spark, photos, EncodeSettings.USUAL);
        assertThat(job.folder(more.toString(), growing).encoded()).isEqualTo(8);
        Files.copy(more.resolve("p1.png"), more.resolve("p1-again.png"));
        PictureFile.write(DrawnCollection.drawn(99), more.resolve("p99.png"));
        PictureFile.write(DrawnCollection.drawn(98), more.resolve("p2.png")); // changed
        Files.setLastModifiedTime(more.resolve("p2.png"), FileTime.from(Instant.ofEpochSecond(1)));
        EncodeReport second = job.folder(more.toString(), growing);
        assertThat(second).isEqualTo(new EncodeReport(2, 1, 7, 0, 2));
        Dataset<Row> rows = new EncodedPictures(spark, growing).rows();
        assertThat(rows.count()).isEqualTo(10);
        assertThat(rows.select("path").distinct().count()).isEqualTo(10);
        assertThat(job.folder(more.toString(), growing)).isEqualTo(new EncodeReport(0, 0, 10, 0, 0));
    }

    @Test
    void smallRunsAreCommittedOneByOne() {
        String out = folder.resolve("runs").toString();
        EncodeReport report =
                new EncodeJob(spark, photos, new EncodeSettings(200_000, 1_000_000)).folder(pictures.toString(), out);
        assertThat(report.runs()).isGreaterThan(1);
        assertThat(report.encoded()).isEqualTo(DIFFERENT + COPIES);
        assertThat(new EncodedPictures(spark, out).rows().count()).isEqualTo(DIFFERENT + COPIES + 1);
    }

    @Test
    void picturesOfATableAreEncoded() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < 4; i++) {
            rows.add(RowFactory.create("number " + i, Files.readAllBytes(pictures.resolve("p" + i + ".png"))));
        }
        rows.add(RowFactory.create("number 4", null));
        Dataset<Row> given = spark.createDataFrame(
                rows, new StructType().add("name", DataTypes.StringType).add("bytes", DataTypes.BinaryType));
        String out = folder.resolve("of-table").toString();
        EncodeJob job = new EncodeJob(spark, photos, EncodeSettings.USUAL);
        assertThat(job.table(given, "name", "bytes", out)).isEqualTo(new EncodeReport(3, 0, 0, 1, 1));
        Row first = new EncodedPictures(spark, out)
                .rows()
                .where(functions.col("path").equalTo("number 1"))
                .first();
        Row file =
                table().rows().where(functions.col("path").endsWith("/p1.png")).first();
        assertThat(first.<byte[]>getAs("code")).isEqualTo(file.<byte[]>getAs("code"));
        assertThat(job.table(given, "name", "bytes", out).unchanged()).isEqualTo(3);
    }

    @Test
    void newPicturesAreFoundInACollection() throws IOException {
        Path arrived = Files.createDirectories(folder.resolve("arrived"));
        Files.copy(pictures.resolve("p7.png"), arrived.resolve("seven.png"));
        PictureFile.write(DrawnCollection.cropped(DrawnCollection.drawn(8)), arrived.resolve("eight.png"));
        PictureFile.write(DrawnCollection.drawn(500), arrived.resolve("other.png"));
        String codes = folder.resolve("arrived-codes").toString();
        new EncodeJob(spark, photos, EncodeSettings.USUAL).folder(arrived.toString(), codes);
        for (int cells : new int[] {1, 4}) {
            String out = folder.resolve("matches").toString();
            JoinReport report = new JoinJob(spark, photos, DuplicatesSettings.USUAL.withCells(cells))
                    .find(new EncodedPictures(spark, codes), table(), out);
            assertThat(report.there()).isEqualTo(2);
            assertThat(report.exact()).isEqualTo(1);
            List<Row> matches = spark.read().parquet(out).orderBy("path").collectAsList();
            assertThat(matches).hasSize(2);
            assertThat(matches.get(0).<String>getAs("match")).endsWith("/p8.png");
            assertThat(matches.get(0).<String>getAs("label")).contains("cropped");
            assertThat(matches.get(1).<String>getAs("match")).endsWith("/p7.png");
            assertThat(matches.get(1).<String>getAs("label")).isEqualTo("same file");
        }
    }

    @Test
    void pairsAreEvaluated() {
        List<Row> pairs = new ArrayList<>();
        for (int i = 0; i < DIFFERENT; i += 5) {
            pairs.add(RowFactory.create(path("p" + i + ".png"), path("inner folder/p" + i + "-copy.png"), 1));
            pairs.add(RowFactory.create(path("p" + i + ".png"), path("p" + (i + 1) + ".png"), 0));
        }
        pairs.add(RowFactory.create(path("p1.png"), path("gone.png"), 0));
        Dataset<Row> given = spark.createDataFrame(
                pairs,
                new StructType()
                        .add("a", DataTypes.StringType)
                        .add("b", DataTypes.StringType)
                        .add("label", DataTypes.IntegerType));
        EvaluationReport report = new EvaluateJob(photos).evaluate(table(), given);
        assertThat(report.result().pairs()).isEqualTo(2 * COPIES);
        assertThat(report.result().auc().value()).isEqualTo(1);
        assertThat(report.skipped()).isEqualTo(1);
        assertThatThrownBy(() -> new EvaluateJob(photos).evaluate(table(), given.drop("label")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("it needs a, b and label");
    }

    private static String path(String name) {
        return "file:" + pictures.resolve(name);
    }

    @Test
    void codesOfAnotherModelAreRefused() {
        ModelSource characters = ModelSource.broadcast(spark, Models.bundled("characters"));
        assertThatThrownBy(() -> new DuplicatesJob(spark, characters, DuplicatesSettings.USUAL)
                        .find(table(), folder.resolve("none").toString()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has codes of the model photos");
        assertThatThrownBy(() ->
                        new EncodedPictures(spark, folder.resolve("nothing").toString()).rows())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no table of encoded pictures");
    }

    @Test
    void aModelFolderIsSentToTheExecutors() {
        String out = folder.resolve("characters").toString();
        EncodeReport report = new EncodeJob(
                        spark, ModelSource.broadcast(spark, Models.bundled("characters")), EncodeSettings.USUAL)
                .folder(pictures.resolve("p1.png").toString(), out);
        assertThat(report.encoded()).isEqualTo(1);
        assertThat(new EncodedPictures(spark, out).rows().first().<String>getAs("model"))
                .isEqualTo("characters");
    }

    /** The golden file of version 1 that the command of galleries wrote, with the codes of an earlier model. */
    @Test
    void anExportedGalleryIsRead() {
        EncodedPictures exported = new EncodedPictures(
                spark, Path.of("src/test/resources/exported-1").toString());
        String present = ExecutorModel.of(photos).measure().identity().checksum();
        assertThatThrownBy(() -> exported.pictures(present))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has codes of the model photos (sha256 02968a07");

        List<Row> rows = exported.pictures("02968a07c604b303456105e5b49c092378b1f662f279c2a78aa3050bc98be558")
                .orderBy("path")
                .collectAsList();
        assertThat(rows).hasSize(3);
        for (Row row : rows) {
            assertThat(Code.fromBytes(row.getAs("code")).origin().measure().name())
                    .isEqualTo("photos");
            assertThat(row.<Integer>getAs("width")).isEqualTo(160);
        }
    }

    @Test
    void aTableOfAnotherFormatIsRefused() {
        String out = folder.resolve("future").toString();
        table().rows().withColumn("format", functions.lit(2)).write().parquet(out + "/run=1");
        assertThatThrownBy(() -> new EncodedPictures(spark, out).rows())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the format of the table is 2");
    }
}
