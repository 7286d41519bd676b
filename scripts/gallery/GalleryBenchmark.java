import dev.likeness.Likeness;
import dev.likeness.gallery.AddReport;
import dev.likeness.gallery.Gallery;
import dev.likeness.gallery.index.Neighbour;
import dev.likeness.gallery.index.PictureIndex;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import dev.likeness.measure.CodeOrigin;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.measure.Side;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;

/**
 * The index of a gallery with codes of synthetic pictures; {@code scripts/gallery-benchmark.py} makes the vectors and calls it.
 *
 * <p>Files of vectors are little-endian 32-bit floats, {@code [n][D]}. Arguments:
 * <ul>
 *   <li>{@code embeddings GALLERY PHOTOS OUT}: adds a folder of pictures, and writes their embeddings;
 *   <li>{@code encode PHOTOS}: only decodes and encodes a folder, on all processors;
 *   <li>{@code add GALLERY PHOTOS N}: adds a folder to a new gallery that has the codes of N synthetic pictures before;
 *   <li>{@code build INDEX VECTORS D N}: puts the first N vectors into an index, as adding pictures does;
 *   <li>{@code search INDEX QUERIES D K OUT}: the K nearest of each query by the graph; the numbers go to OUT, int32 [n][K];
 *   <li>{@code exact INDEX QUERIES D K OUT}: the same by comparison with all.
 * </ul>
 *
 * <p>The last line on standard output is one JSON object.
 */
public final class GalleryBenchmark {
    /** As adding does: the pictures that may be outside the graph meanwhile and at the end. */
    private static final int WAITING_MEANWHILE = 25_000;
    private static final int WAITING_AFTER = 15_000;
    private static final int LEFT_AFTER = 7_500;
    private static final int BATCH = 32;
    private static final int ROUND = 30_000;
    private static final int WARM_UP = 200;
    private static final CodeOrigin ORIGIN = new CodeOrigin(MeasureIdentity.of("synthetic", 1, ""), null);

    private static volatile String vectorCode = "unknown";

    private GalleryBenchmark() {}

    public static void main(String[] words) throws Exception {
        Logger provider = Logger.getLogger("org.apache.lucene.internal.vectorization");
        provider.addHandler(new Handler() {
            @Override
            public void publish(LogRecord said) {
                vectorCode = said.getMessage();
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        switch (words[0]) {
            case "embeddings" -> embeddings(Path.of(words[1]), Path.of(words[2]), Path.of(words[3]));
            case "build" -> build(Path.of(words[1]), Path.of(words[2]), number(words[3]), number(words[4]));
            case "search", "exact" ->
                search(
                        words[0].equals("exact"),
                        Path.of(words[1]),
                        vectors(Path.of(words[2]), number(words[3])),
                        number(words[4]),
                        Path.of(words[5]));
            case "encode" -> encode(Path.of(words[1]));
            case "add" -> add(Path.of(words[1]), Path.of(words[2]), number(words[3]));
            default -> throw new IllegalArgumentException(words[0]);
        }
        if (provider.getHandlers().length == 0) {
            throw new IllegalStateException("the logger of the vector code was lost");
        }
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private static void embeddings(Path folder, Path photos, Path out) throws IOException {
        List<float[]> found = new ArrayList<>();
        try (Gallery gallery = Gallery.open(folder, Models.bundled("photos"))) {
            gallery.add(List.of(photos), Progress.NONE);
            gallery.forEach((picture, code) -> found.add(code.embedding()));
        }
        try (OutputStream file = Files.newOutputStream(out)) {
            for (float[] embedding : found) {
                ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * embedding.length).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(embedding);
                file.write(bytes.array());
            }
        }
        System.out.printf("{\"pictures\": %d, \"dimensions\": %d}%n", found.size(), found.get(0).length);
    }

    private static void encode(Path photos) throws Exception {
        List<Path> files;
        try (Stream<Path> inside = Files.list(photos)) {
            files = inside.sorted().toList();
        }
        try (Likeness likeness = Likeness.open(Models.bundled("photos"))) {
            long start = System.nanoTime();
            double cpu = cpuSeconds();
            AtomicInteger next = new AtomicInteger();
            List<Thread> threads = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                    .mapToObj(t -> new Thread(() -> {
                        for (int from = next.getAndAdd(BATCH); from < files.size(); from = next.getAndAdd(BATCH)) {
                            List<Picture> pictures = files.subList(from, Math.min(files.size(), from + BATCH)).stream()
                                    .map(Picture::read)
                                    .toList();
                            likeness.measure().encode(pictures, Side.A);
                        }
                    }))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            rate(files.size(), start, cpu);
        }
    }

    private static void add(Path folder, Path photos, int before) throws IOException {
        try (Gallery gallery = Gallery.open(folder, Models.bundled("photos"))) {
            CodeOrigin origin = new CodeOrigin(gallery.likeness().measure().identity(), null);
            try (PictureIndex index = PictureIndex.at(folder.resolve("generation-1/index"))) {
                IntStream.range(0, before).parallel().forEach(i -> {
                    float[] embedding = new float[256];
                    java.util.Random random = new java.util.Random(i);
                    for (int d = 0; d < embedding.length; d++) {
                        embedding[d] = (float) random.nextGaussian() * (d < 34 ? 1 : 0.2f);
                    }
                    index.put(picture(i), new Code(origin, embedding, new float[1024]));
                });
                index.commit();
                index.completeGraph(0, 0);
                index.settle();
            }
            long start = System.nanoTime();
            double cpu = cpuSeconds();
            AddReport report = gallery.add(List.of(photos), Progress.NONE);
            rate(report.added(), start, cpu);
        }
    }

    private static void rate(long pictures, long start, double cpuBefore) throws IOException {
        double seconds = seconds(start);
        double cpu = cpuSeconds() - cpuBefore;
        System.out.printf(
                Locale.ROOT,
                "{\"pictures\": %d, \"seconds\": %.1f, \"per_second\": %.1f, \"cpu_seconds\": %.1f,"
                        + " \"per_cpu_second\": %.1f, %s}%n",
                pictures,
                seconds,
                pictures / seconds,
                cpu,
                pictures / cpu,
                process());
    }

    private static float[] vector(FileChannel file, int number, int dimensions) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * dimensions).order(ByteOrder.LITTLE_ENDIAN);
        file.read(bytes, (long) number * bytes.capacity());
        FloatBuffer floats = bytes.flip().asFloatBuffer();
        float[] vector = new float[dimensions];
        floats.get(vector);
        return vector;
    }

    private static List<Code> vectors(Path path, int dimensions) throws IOException {
        List<Code> codes = new ArrayList<>();
        try (FileChannel file = FileChannel.open(path)) {
            for (int i = 0; i < file.size() / Float.BYTES / dimensions; i++) {
                codes.add(new Code(ORIGIN, vector(file, i, dimensions), new float[0]));
            }
        }
        return codes;
    }

    private static StoredPicture picture(int number) {
        String hash = String.format(Locale.ROOT, "%064x", 0x9E3779B97F4A7C15L * (number + 1));
        return new StoredPicture(
                "/synthetic/" + number,
                new StoredPicture.File(1_000_000, Instant.ofEpochSecond(number), hash),
                new StoredPicture.Image(4000, 3000, hash, 1));
    }

    private static void build(Path folder, Path vectors, int dimensions, int count) throws Exception {
        long start = System.nanoTime();
        double put;
        try (PictureIndex index = PictureIndex.at(folder);
                FileChannel file = FileChannel.open(vectors)) {
            index.lockForChanges();
            int done = index.read(view -> view.size()); // goes on with a part of an index
            while (done < count) {
                int to = Math.min(count, done + ROUND);
                IntStream.range(done, to)
                        .parallel()
                        .forEach(i -> index.put(
                                picture(i), new Code(ORIGIN, read(file, i, dimensions), new float[0])));
                done = to;
                index.commit();
                index.completeGraph(WAITING_MEANWHILE, 0);
                System.err.printf("%d of %d, %.0f s%n", done, count, seconds(start));
            }
            index.completeGraph(WAITING_AFTER, LEFT_AFTER);
            put = seconds(start);
            index.settle();
            index.endChanges();
        }
        System.out.printf(
                Locale.ROOT,
                "{\"codes\": %d, \"seconds\": %.1f, \"until_merged\": %.1f, \"cpu_seconds\": %.1f, \"bytes\": %d, \"segments\": %d, %s}%n",
                count,
                seconds(start),
                put,
                cpuSeconds(),
                bytes(folder),
                segments(folder),
                process());
    }

    private static float[] read(FileChannel file, int number, int dimensions) {
        try {
            return vector(file, number, dimensions);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void search(boolean exact, Path folder, List<Code> queries, int most, Path out) throws IOException {
        int[][] found = new int[queries.size()][];
        long[] wall = new long[queries.size()];
        long[] cpu = new long[queries.size()];
        var threads = ManagementFactory.getThreadMXBean();
        try (PictureIndex index = PictureIndex.at(folder)) {
            for (int q = -Math.min(exact ? 2 : WARM_UP, queries.size()); q < queries.size(); q++) {
                Code query = queries.get(q < 0 ? q + queries.size() : q);
                long cpuBefore = threads.getCurrentThreadCpuTime();
                long before = System.nanoTime();
                List<Neighbour> near = index.read(view -> view.nearest(query, most, exact));
                if (q >= 0) {
                    wall[q] = System.nanoTime() - before;
                    cpu[q] = threads.getCurrentThreadCpuTime() - cpuBefore;
                    found[q] = index.read(view -> near.stream()
                            .mapToInt(neighbour -> name(view.picture(neighbour.document())))
                            .toArray());
                }
            }
        }
        try (DataOutputStream file =
                new DataOutputStream(new java.io.BufferedOutputStream(Files.newOutputStream(out)))) {
            for (int[] row : found) {
                for (int number : Arrays.copyOf(row, most)) {
                    file.writeInt(Integer.reverseBytes(number));
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "{\"k\": %d, \"p50_ms\": %.3f, \"p99_ms\": %.3f, \"cpu_p50_ms\": %.3f, \"cpu_p99_ms\": %.3f,"
                        + " \"segments\": %d, %s}%n",
                most,
                quantile(wall, 0.5),
                quantile(wall, 0.99),
                quantile(cpu, 0.5),
                quantile(cpu, 0.99),
                segments(folder),
                process());
    }

    private static int name(StoredPicture picture) {
        return number(picture.path().substring("/synthetic/".length()));
    }

    private static double quantile(long[] nanoseconds, double part) {
        long[] sorted = nanoseconds.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))] / 1e6;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    }

    private static int segments(Path folder) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder))) {
            return reader.leaves().size();
        }
    }

    private static long bytes(Path folder) throws IOException {
        AtomicLong sum = new AtomicLong();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> sum.addAndGet(file.toFile().length()));
        }
        return sum.get();
    }

    /** The most memory of this process, mapped files included, the Java version, and Lucene's own word on its vector code. */
    private static String process() throws IOException {
        long peak = -1;
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            peak = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(-1);
        }
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        return String.format(
                Locale.ROOT,
                "\"peak_megabytes\": %d, \"peak_heap_megabytes\": %d, \"java\": \"%s\", \"vector_code\": \"%s\"",
                peak / 1024,
                heap >> 20,
                Runtime.version(),
                vectorCode);
    }
}
