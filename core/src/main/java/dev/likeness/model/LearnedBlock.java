package dev.likeness.model;

import dev.likeness.measure.ClosingGate;
import dev.likeness.measure.Code;
import dev.likeness.measure.CodeBlock;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.model.HeadOfMany.Tile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * Codes of a learned model, 4 bytes in native memory for each number (mostly 3 on the heap for the head {@code concat}), in tiles that
 * stay in the cache while one query after the other is compared with them. All processors share the work, whatever the number of queries.
 */
final class LearnedBlock implements CodeBlock {
    private static final int FEWEST_CODES_IN_TILE = 8;

    private static final int TASKS_PER_PROCESSOR = 4;

    private final LearnedMeasure measure;
    private final HeadOfMany head;
    private final Side side;
    private final List<float[]> embeddings;
    private final int[] from; // of each tile, and the end of the last
    private final List<Tile> tiles = new ArrayList<>();
    private final ClosingGate gate;

    LearnedBlock(LearnedMeasure measure, HeadOfMany head, List<Code> codes, Side side) {
        this.measure = measure;
        this.head = head;
        this.side = side;
        this.embeddings = codes.stream().map(Code::embedding).toList();
        this.gate = new ClosingGate("a block of " + codes.size() + " codes", "make another one with Measure.block");
        int share = codes.size() / (2 * Runtime.getRuntime().availableProcessors()) + 1;
        int most = Math.max(FEWEST_CODES_IN_TILE, Math.min(head.codesInTile(), share));
        this.from = tiles(codes.size(), most);
        codes.forEach(code -> HeadRun.require(measure.card(), code));
        AtomicReferenceArray<Tile> made = new AtomicReferenceArray<>(from.length - 1);
        try {
            IntStream.range(0, made.length())
                    .parallel()
                    .forEach(i -> made.set(i, head.tile(codes.subList(from[i], from[i + 1]), side)));
        } finally {
            for (int i = 0; i < made.length(); i++) {
                Tile tile = made.get(i);
                if (tile != null) {
                    tiles.add(tile);
                }
            }
            if (tiles.size() < made.length()) { // only after an error
                tiles.forEach(Tile::close);
            }
        }
    }

    /**
     * Where each tile begins. They have nearly equal sizes: ONNX Runtime may round a tile of one code differently, so equal codes in
     * tiles of one and of several could have different scores.
     */
    private static int[] tiles(int codes, int most) {
        int count = (codes + most - 1) / most;
        return IntStream.rangeClosed(0, count)
                .map(i -> (int) ((long) i * codes / Math.max(1, count)))
                .toArray();
    }

    @Override
    public int size() {
        return embeddings.size();
    }

    @Override
    public double[][] compare(List<Code> queries) {
        return gate.call(() -> measure.whileOpen(() -> scores(queries)));
    }

    private double[][] scores(List<Code> queries) {
        measure.requireSide(queries, side == Side.A ? Side.B : Side.A);
        double[][] scores = new double[queries.size()][size()];
        List<Tile> single = new ArrayList<>();
        try {
            queries.forEach(query -> single.add(head.query(query)));
            int tasks = TASKS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
            int parts = Math.max(1, Math.min(queries.size(), tasks / Math.max(1, tiles.size())));
            IntStream.range(0, tiles.size() * parts).parallel().forEach(task -> {
                int tile = task / parts;
                int first = task % parts * queries.size() / parts;
                int end = (task % parts + 1) * queries.size() / parts;
                for (int q = first; q < end; q++) {
                    float[] found = head.scores(single.get(q), queries.get(q), tiles.get(tile), side);
                    for (int i = 0; i < found.length; i++) {
                        scores[q][from[tile] + i] = found[i];
                    }
                }
            });
            return scores;
        } finally {
            single.forEach(Tile::close);
        }
    }

    @Override
    public Map<String, double[][]> compareAll(List<Code> queries) {
        return gate.call(() -> {
            double[][] whole = compare(queries);
            double[][] cosines = cosines(queries);
            double[][] heads = new double[whole.length][];
            for (int q = 0; q < heads.length; q++) {
                heads[q] = measure.withoutTerm(whole[q], cosines[q]);
            }
            Map<String, double[][]> scores = new LinkedHashMap<>();
            scores.put(Measure.OWN_SCORE, whole);
            scores.put(LearnedMeasure.EMBEDDING, cosines);
            scores.put(LearnedMeasure.HEAD, heads);
            return scores;
        });
    }

    private double[][] cosines(List<Code> queries) {
        double[][] cosines = new double[queries.size()][size()];
        IntStream.range(0, queries.size())
                .parallel()
                .forEach(q -> cosines(queries.get(q).embedding(), cosines[q]));
        return cosines;
    }

    /** The same sums as {@link Code#cosine}, four next to each other, as each addition waits for the one before it. */
    private void cosines(float[] query, double[] cosines) {
        for (int i = 0; i < cosines.length; i += 4) {
            int last = cosines.length - 1;
            float[] a = embeddings.get(i);
            float[] b = embeddings.get(Math.min(i + 1, last));
            float[] c = embeddings.get(Math.min(i + 2, last));
            float[] d = embeddings.get(Math.min(i + 3, last));
            double ofA = 0;
            double ofB = 0;
            double ofC = 0;
            double ofD = 0;
            for (int k = 0; k < query.length; k++) {
                double number = query[k];
                ofA += number * a[k];
                ofB += number * b[k];
                ofC += number * c[k];
                ofD += number * d[k];
            }
            cosines[i] = ofA;
            cosines[Math.min(i + 1, last)] = ofB;
            cosines[Math.min(i + 2, last)] = ofC;
            cosines[Math.min(i + 3, last)] = ofD;
        }
    }

    @Override
    public void close() {
        gate.close(() -> tiles.forEach(Tile::close));
    }
}
