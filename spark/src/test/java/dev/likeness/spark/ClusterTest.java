package dev.likeness.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.Likeness;
import dev.likeness.measure.Side;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on a master and two workers in JVMs of their own, one of which is killed with its executor while it works. */
class ClusterTest {
    private static final int DIFFERENT = 60;
    private static final Duration JOB = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    @Test
    void aKilledMachineLosesNoRow() throws Exception {
        Path pictures = Files.createDirectories(folder.toRealPath().resolve("pictures"));
        int files = DrawnCollection.write(pictures, DIFFERENT);
        DrawnCollection.writeBroken(pictures.resolve("broken.jpg"));
        Path table = folder.resolve("table");
        Path groups = folder.resolve("groups");
        try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("home"), 2)) {
            Process encode = cluster.submit(
                    folder.resolve("encode.log"),
                    List.of("encode", pictures.toString(), "--out", table.toString(), "--json"));
            StandaloneCluster.await(() -> finishedTasks(table) > 0 || !encode.isAlive(), JOB);
            assertThat(encode.isAlive()).as(() -> tail("encode.log")).isTrue();
            cluster.killWorker(0);
            awaitSuccess(encode, "encode.log");
            assertThat(cluster.output(folder.resolve("encode.log")))
                    .contains("\"encoded\":" + files)
                    .contains("\"refused\":1");

            cluster.startWorker();
            Process duplicates = cluster.submit(
                    folder.resolve("duplicates.log"),
                    List.of("duplicates", table.toString(), "--out", groups.toString(), "--json"));
            StandaloneCluster.await(() -> isJudging(folder.resolve("duplicates.log")) || !duplicates.isAlive(), JOB);
            assertThat(duplicates.isAlive()).as(() -> tail("duplicates.log")).isTrue();
            cluster.killWorker(1);
            awaitSuccess(duplicates, "duplicates.log");
            assertThat(Files.readString(folder.resolve("duplicates.log"))).contains("Lost executor");
            assertThat(filesOf(cluster.userHome())).isEmpty(); // the queue of ONNX Runtime's telemetry would be here
        }
        SparkSession spark = LocalSession.open();
        requireRows(new EncodedPictures(spark, table.toString()).rows().collectAsList(), pictures);
        Map<String, TreeSet<String>> found = spark.read().parquet(groups.toString()).collectAsList().stream()
                .collect(Collectors.groupingBy(
                        row -> row.getAs("group"),
                        Collectors.mapping(row -> name(row.getAs("path")), Collectors.toCollection(TreeSet::new))));
        assertThat(found).hasSize(DIFFERENT / 5);
        found.values().forEach(members -> assertThat(members).hasSize(2));
        found.values().forEach(members -> assertThat(members.last()).isEqualTo(members.first() + "-copy"));
    }

    private static void requireRows(List<Row> rows, Path pictures) throws IOException {
        assertThat(rows.stream().map(row -> row.<String>getAs("path")).distinct())
                .hasSize(DIFFERENT + DIFFERENT / 5 + 1)
                .hasSize(rows.size());
        try (Likeness likeness = Likeness.open(Models.bundled("photos"))) {
            Row row = rows.stream()
                    .filter(one -> one.<String>getAs("path").endsWith("/p7.png"))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.<byte[]>getAs("code"))
                    .isEqualTo(likeness.measure()
                            .encode(Picture.read(pictures.resolve("p7.png")), Side.A)
                            .toBytes());
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1).replace(".png", "");
    }

    /** Tasks whose rows wait for the commit of the job. */
    private static long finishedTasks(Path table) {
        Path waiting = table.resolve("run=1/_temporary/0");
        try (Stream<Path> tasks = Files.list(waiting)) {
            return tasks.filter(task -> String.valueOf(task.getFileName()).startsWith("task_"))
                    .count();
        } catch (IOException e) {
            return 0; // not begun
        }
    }

    /** The second check is the longest part. */
    private static boolean isJudging(Path log) {
        try {
            return Files.readString(log).contains("at count at JudgedPairs.java");
        } catch (IOException e) {
            return false;
        }
    }

    private void awaitSuccess(Process job, String log) throws InterruptedException {
        assertThat(job.waitFor(JOB.toSeconds(), TimeUnit.SECONDS))
                .as(() -> tail(log))
                .isTrue();
        assertThat(job.exitValue()).as(() -> tail(log)).isZero();
    }

    private String tail(String log) {
        try {
            String text = Files.readString(folder.resolve(log));
            return text.substring(Math.max(0, text.length() - 4000));
        } catch (IOException e) {
            return log + " cannot be read";
        }
    }

    /** All files but the native libraries that JavaCPP unpacks there. */
    private static List<String> filesOf(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(home.resolve(".javacpp")))
                    .map(Path::toString)
                    .toList();
        }
    }
}
