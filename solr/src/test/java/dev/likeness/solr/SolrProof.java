package dev.likeness.solr;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.gallery.Gallery;
import dev.likeness.gallery.Hit;
import dev.likeness.gallery.Orientation;
import dev.likeness.gallery.Search;
import dev.likeness.gallery.SearchSettings;
import dev.likeness.gallery.SearchedPictures;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import dev.likeness.solr.node.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What docs/proofs/solr.json states: a gallery in a cluster answers as one in a folder, how long searches take, and what a killed
 * node costs.
 *
 * <p>Arguments: {@code small} or {@code full}; the file to write; the commit; an empty folder for the data.
 */
final class SolrProof {
    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final ObjectNode result = json.createObjectNode();
    private final Sizes sizes;
    private final Path data;

    private record Sizes(int pictures, int queries, int timed, int documents) {
        static Sizes of(String word) {
            return switch (word) {
                case "small" -> new Sizes(200, 100, 40, 600);
                case "full" -> new Sizes(2_000, 100, 300, 6_000);
                default -> throw new IllegalArgumentException("the size is '" + word + "'; allowed: small, full");
            };
        }
    }

    private SolrProof(Sizes sizes, Path data) {
        this.sizes = sizes;
        this.data = data;
    }

    public static void main(String[] arguments) throws Exception {
        SolrProof proof = new SolrProof(Sizes.of(arguments[0]), Path.of(arguments[3]));
        proof.result
                .put("commit", arguments[2])
                .put("date", LocalDate.now(ZoneOffset.UTC).toString());
        proof.result
                .putObject("machine")
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .put("java", System.getProperty("java.runtime.version"));
        proof.result.put("command", "scripts/solr-proof" + (arguments[0].equals("small") ? " --small" : ""));
        proof.run();
        Files.writeString(Path.of(arguments[1]), proof.json.writeValueAsString(proof.result) + "\n");
        System.exit(0); // threads of ONNX Runtime and ZooKeeper do not matter any more
    }

    private void run() throws IOException, InterruptedException {
        Path pictures = DrawnPictures.write(data.resolve("pictures"), 0, sizes.pictures());
        try (Gallery here = Gallery.open(data.resolve("gallery"), Models.bundled("photos"))) {
            here.add(List.of(pictures), Progress.NONE);
            result.put("pictures", sizes.pictures()).put("queries", sizes.queries());
            try (LocalCluster one = LocalCluster.start(data.resolve("one"), 1)) {
                compare("one_node", here, one, 1);
            }
            try (LocalCluster two = LocalCluster.start(data.resolve("two"), 2)) {
                compare("two_nodes", here, two, 2);
                kill(two);
            }
        }
    }

    /** The query: a part of a picture, so that no file of the gallery equals it. */
    private static Picture query(int seed) {
        Picture whole = DrawnPictures.drawn(seed);
        int width = whole.width() - 20;
        int height = whole.height() - 14;
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(whole.rgb(), 3 * ((y + 6) * whole.width() + 9), rgb, 3 * y * width, 3 * width);
        }
        return new Picture(width, height, rgb);
    }

    private void compare(String name, Gallery here, LocalCluster cluster, int copies) {
        ClusterAddress address = ClusterAddress.of(cluster.zooKeeper() + "/photos?shards=2&copies=" + copies);
        try (ClusterGallery there = ClusterGallery.open(address, Models.bundled("photos"))) {
            there.copyFrom(here, Progress.NONE);
            int same = 0;
            for (int i = 0; i < sizes.queries(); i++) {
                Picture query = query(i * sizes.pictures() / sizes.queries());
                same += paths(there.search(query, SearchSettings.USUAL))
                                .equals(paths(here.search(query, SearchSettings.USUAL)))
                        ? 1
                        : 0;
            }
            ObjectNode node = result.putObject(name);
            node.put("shards", 2).put("copies", copies).put("same_top_10", same);
            times(node, there, address);
        }
    }

    private static List<Path> paths(List<Hit> hits) {
        return hits.stream().map(Hit::path).toList();
    }

    /** Counts the time that the cluster takes. */
    private static final class Timed implements SearchedPictures<String> {
        private final SearchedPictures<String> pictures;
        private long nanos;

        Timed(SearchedPictures<String> pictures) {
            this.pictures = pictures;
        }

        @Override
        public List<List<String>> nearest(List<Query> queries) {
            long start = System.nanoTime();
            List<List<String>> found = pictures.nearest(queries);
            nanos += System.nanoTime() - start;
            return found;
        }

        @Override
        public int mostNear() {
            return pictures.mostNear();
        }

        @Override
        public StoredPicture picture(String key) {
            return pictures.picture(key);
        }

        @Override
        public Code code(String key) {
            return pictures.code(key);
        }

        @Override
        public boolean isWanted(StoredPicture picture) {
            return pictures.isWanted(picture);
        }
    }

    private void times(ObjectNode node, ClusterGallery there, ClusterAddress address) {
        double[] total = new double[sizes.timed()];
        double encode = 0;
        double shortlist = 0;
        double head = 0;
        try (Cluster cluster = Cluster.connect(address, ClusterGallery.PATIENCE)) {
            String collection = cluster.resolve(address.name());
            for (int i = -20; i < total.length; i++) { // the first ones warm up
                Picture query = query(Math.floorMod(37 * i, sizes.pictures()));
                long start = System.nanoTime();
                Map<Orientation, Code> codes = Search.queries(there.likeness().measure(), query, SearchSettings.USUAL);
                long encoded = System.nanoTime();
                Timed timed = new Timed(new ClusterPictures(cluster, collection, SearchSettings.USUAL));
                new Search<>(there.likeness(), timed).hits(codes, SearchSettings.USUAL);
                long end = System.nanoTime();
                if (i >= 0) {
                    total[i] = (end - start) / 1e6;
                    encode += (encoded - start) / 1e6;
                    shortlist += timed.nanos / 1e6;
                    head += (end - encoded - timed.nanos) / 1e6;
                }
            }
        }
        Arrays.sort(total);
        double sum = Arrays.stream(total).sum();
        ObjectNode times = node.putObject("milliseconds");
        times.put("searches", total.length)
                .put("p50", rounded(total[total.length / 2]))
                .put("p99", rounded(total[(int) (0.99 * (total.length - 1))]));
        node.putObject("share")
                .put("encode", rounded(encode / sum))
                .put("cluster", rounded(shortlist / sum))
                .put("head", rounded(head / sum));
    }

    private static double rounded(double value) {
        return Math.round(1000 * value) / 1000.0;
    }

    /** Kills one node after the other: each must have all documents by itself. */
    private void kill(LocalCluster cluster) throws InterruptedException {
        List<NodeFailure.Outcome> outcomes = new ArrayList<>();
        int lostAtTheEnd;
        try (ClusterGallery gallery = ClusterGallery.open(
                ClusterAddress.of(cluster.zooKeeper() + "/killed?shards=2&copies=2"), Models.bundled("photos"))) {
            NodeFailure failure = new NodeFailure(gallery);
            outcomes.add(failure.run(cluster, 1, sizes.documents() / 2, sizes.documents() / 2));
            cluster.restart(1);
            awaitCopies(cluster, gallery);
            cluster.kill(0); // what was added without node 1 must be there now
            lostAtTheEnd = failure.lost();
        }
        NodeFailure.Outcome outcome = outcomes.get(0);
        result.put("documents_acknowledged", outcome.acknowledged())
                .put("documents_lost", outcome.lost())
                .put("documents_lost_after_the_other_node_was_killed", lostAtTheEnd)
                .put("reads", outcome.reads())
                .put("reads_failed", outcome.failedReads())
                .put("seconds_without_answer_before", outcome.secondsWithoutAnswer()[0])
                .put("seconds_without_answer", outcome.secondsWithoutAnswer()[1]);
    }

    private static void awaitCopies(LocalCluster cluster, ClusterGallery gallery) throws InterruptedException {
        for (int i = 0; i < 300 && !gallery.allCopiesAreActive(); i++) {
            Thread.sleep(200);
        }
        if (!gallery.allCopiesAreActive()) {
            throw new IllegalStateException("the node " + cluster.nodeName(1) + " did not catch up within a minute");
        }
    }
}
