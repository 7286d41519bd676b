package dev.likeness.spark;

import dev.likeness.Likeness;
import dev.likeness.augment.PhotoViews;
import dev.likeness.measure.Code;
import dev.likeness.measure.CodeFormat;
import dev.likeness.measure.Side;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Writes a table of synthetic codes around those of real photographs, for measurements with more pictures than are at hand:
 * {@code SyntheticTable PHOTOS COUNT OUT}.
 *
 * <p>A synthetic picture lies between a real one and one of its ten nearest neighbours, at a random place, plus the difference
 * between two further neighbours of that picture, at half its length. Of every tenth picture there are one to three copies: the
 * picture plus the difference between a photograph and an altered view of it (training's views, all edits), which are encoded
 * for this. Embedding and what the head prepared are made in the same way and are rounded to their stored form.
 */
final class SyntheticTable {
    private static final int REAL = 3_000;
    private static final int VIEWS = 1_000;
    private static final int NEIGHBOURS = 10;
    private static final int COPIED = 10;
    private static final int TASKS = 32;

    private SyntheticTable() {}

    /** Real codes to start from. */
    private record Real(List<Code> photos, List<int[]> neighbours, List<Code> viewed, List<Code> views)
            implements java.io.Serializable {
        private static final long serialVersionUID = 1;
    }

    /** Codes as bytes, which can be sent. */
    private record Sent(List<byte[]> photos, List<int[]> neighbours, List<byte[]> viewed, List<byte[]> views)
            implements java.io.Serializable {
        private static final long serialVersionUID = 1;

        Real read() {
            return new Real(codes(photos), neighbours, codes(viewed), codes(views));
        }

        private static List<Code> codes(List<byte[]> bytes) {
            return bytes.stream().map(Code::fromBytes).toList();
        }
    }

    public static void main(String[] arguments) throws IOException {
        TelemetrySwitch.off();
        Sent real = real(Path.of(arguments[0]));
        int count = Integer.parseInt(arguments[1]);
        try (SparkSession spark =
                SparkSession.builder().appName("synthetic codes").getOrCreate()) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            Broadcast<Sent> sent = context.broadcast(real);
            List<Integer> tasks = IntStream.range(0, TASKS).boxed().toList();
            spark.createDataFrame(
                            context.parallelize(tasks, TASKS)
                                    .flatMap(task -> rows(sent.value().read(), task, count)
                                            .iterator()),
                            EncodedPictures.schema())
                    .write()
                    .mode(SaveMode.Overwrite)
                    .parquet(arguments[2] + "/run=1");
        }
    }

    private static Sent real(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().matches("(?i).*\\.(jpe?g|png)"))
                    .sorted(Comparator.comparing(
                            file -> new Random(file.getFileName().hashCode()).nextLong()))
                    .limit(REAL)
                    .toList();
        }
        List<Code> photos = new ArrayList<>();
        List<Code> viewed = new ArrayList<>();
        List<Code> views = new ArrayList<>();
        PhotoViews altering = new PhotoViews(1);
        try (Likeness likeness = Likeness.open(Models.bundled("photos"))) {
            for (Path file : files) {
                Picture picture = Picture.read(file);
                Code code = likeness.measure().encode(picture, Side.A);
                photos.add(code);
                if (views.size() < VIEWS) {
                    viewed.add(code);
                    views.add(likeness.measure().encode(altering.view(picture, new Random(photos.size())), Side.A));
                }
            }
        }
        return new Sent(bytes(photos), neighbours(photos), bytes(viewed), bytes(views));
    }

    private static List<byte[]> bytes(List<Code> codes) {
        return new ArrayList<>(codes.stream().map(Code::toBytes).toList());
    }

    private static List<int[]> neighbours(List<Code> codes) {
        return new ArrayList<>(IntStream.range(0, codes.size())
                .parallel()
                .mapToObj(i -> IntStream.range(0, codes.size())
                        .filter(j -> j != i)
                        .boxed()
                        .sorted(Comparator.comparingDouble(j -> -codes.get(i).cosine(codes.get(j))))
                        .limit(NEIGHBOURS)
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toList());
    }

    private static List<Row> rows(Real real, int task, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = task; rows.size() < share(task, count); i += TASKS) {
            SplittableRandom random = new SplittableRandom(31L * i + 7);
            Code code = between(real, random);
            add(rows, code, task, share(task, count));
            int copies = i / TASKS % COPIED == 0 ? 1 + random.nextInt(3) : 0;
            for (int c = 0; c < copies; c++) {
                int pair = random.nextInt(real.views.size());
                add(rows, sum(code, real.views.get(pair), real.viewed.get(pair), 1), task, share(task, count));
            }
        }
        return rows;
    }

    private static int share(int task, int count) {
        return (count + TASKS - 1 - task) / TASKS;
    }

    private static Code between(Real real, SplittableRandom random) {
        int first = random.nextInt(real.photos.size());
        int[] near = real.neighbours.get(first);
        float place = random.nextFloat();
        Code a = real.photos.get(first);
        Code b = real.photos.get(near[random.nextInt(near.length)]);
        Code middle = mixed(a, b, place);
        return sum(
                middle,
                real.photos.get(near[random.nextInt(near.length)]),
                real.photos.get(near[random.nextInt(near.length)]),
                0.5f);
    }

    private static Code mixed(Code a, Code b, float place) {
        return new Code(
                a.origin(), mixed(a.embedding(), b.embedding(), place), mixed(a.prepared(), b.prepared(), place));
    }

    private static float[] mixed(float[] a, float[] b, float place) {
        float[] mixed = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            mixed[i] = place * a[i] + (1 - place) * b[i];
        }
        return mixed;
    }

    /** {@code a + factor (b - c)}, as a stored code. */
    private static Code sum(Code a, Code b, Code c, float factor) {
        CodeFormat format = a.origin().format();
        float[] embedding = sum(a.embedding(), b.embedding(), c.embedding(), factor);
        double length = Math.sqrt(IntStream.range(0, embedding.length)
                .mapToDouble(i -> (double) embedding[i] * embedding[i])
                .sum());
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = (float) (embedding[i] / length);
        }
        return new Code(
                a.origin(),
                format.embedding().stored(embedding),
                format.prepared().stored(sum(a.prepared(), b.prepared(), c.prepared(), factor)));
    }

    private static float[] sum(float[] a, float[] b, float[] c, float factor) {
        float[] sum = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + factor * (b[i] - c[i]);
        }
        return sum;
    }

    private static void add(List<Row> rows, Code code, int task, int most) {
        if (rows.size() == most) {
            return;
        }
        String name = "synthetic/" + task + "-" + rows.size();
        byte[] bytes = code.toBytes();
        rows.add(RowFactory.create(
                EncodedPictures.FORMAT,
                name,
                (long) bytes.length,
                0L,
                name,
                null,
                1,
                1,
                name,
                0.0,
                code.origin().measure().name(),
                code.origin().measure().checksum(),
                bytes));
    }
}
