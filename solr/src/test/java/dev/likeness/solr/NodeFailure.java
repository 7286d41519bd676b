package dev.likeness.solr;

import dev.likeness.gallery.PictureFilter;
import dev.likeness.gallery.SearchSettings;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import dev.likeness.solr.node.LocalCluster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Kills a node of a cluster while pictures are added and searched, and counts what is lost. */
final class NodeFailure {
    private static final int BATCH = 10;
    private static final SearchSettings UPRIGHT = new SearchSettings(10, false, false, new PictureFilter.All());

    private final ClusterGallery gallery;
    private final List<Code> codes = new ArrayList<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong failedReads = new AtomicLong();
    private final AtomicLong lastAnswer = new AtomicLong(); // nanoseconds; 0 before the first
    private final AtomicLong longestSilence = new AtomicLong(); // nanoseconds
    private final AtomicBoolean stopped = new AtomicBoolean();
    private int next;

    /**
     * What happened.
     *
     * @param acknowledged documents whose addition was reported as done
     * @param lost of them, how many are missing at the end
     * @param reads searches that were answered
     * @param readsAfterwards of them, how many began when the node was gone
     * @param failedReads searches that threw an exception
     * @param secondsWithoutAnswer the longest time between two answers before the node was killed, and from then on
     */
    record Outcome(
            int acknowledged,
            int lost,
            long reads,
            long readsAfterwards,
            long failedReads,
            double[] secondsWithoutAnswer) {}

    NodeFailure(ClusterGallery gallery) {
        this.gallery = gallery;
        for (int seed = 0; seed < 50; seed++) {
            codes.add(gallery.likeness().measure().encode(DrawnPictures.drawn(seed), Side.A));
        }
    }

    /**
     * Adds documents while another thread reads, and kills the node meanwhile.
     *
     * @param before the number of documents that are added before the node is killed
     * @param after the number that are added after it
     */
    Outcome run(LocalCluster cluster, int node, int before, int after) throws InterruptedException {
        add(BATCH);
        gallery.store().commit();
        Picture query = DrawnPictures.drawn(1);
        Thread reader = new Thread(
                () -> {
                    while (!stopped.get()) {
                        read(query);
                    }
                },
                "reader");
        reader.start();
        add(before);
        double calm = silence();
        longestSilence.set(0);
        Thread killer = new Thread(() -> cluster.kill(node), "killer"); // in the middle of a batch
        killer.start();
        add(after);
        killer.join();
        gallery.info(); // asks all nodes that the cluster takes for live, which the dead one is for some seconds
        long answered = reads.get();
        while (reads.get() < answered + 2 && failedReads.get() == 0) { // the second one began after the node was gone
            Thread.sleep(10);
        }
        double disturbed = silence();
        stopped.set(true);
        reader.join();
        gallery.store().commit();
        return new Outcome(
                acknowledged.size(), lost(), reads.get(), reads.get() - answered, failedReads.get(), new double[] {
                    calm, disturbed
                });
    }

    /** The longest time between two answers since it was asked last, in seconds. */
    private double silence() {
        long last = lastAnswer.get();
        long current = last == 0 ? 0 : System.nanoTime() - last;
        return Math.max(current, longestSilence.get()) / 1e9;
    }

    private void read(Picture query) {
        try {
            gallery.search(query, UPRIGHT);
            long now = System.nanoTime();
            long earlier = lastAnswer.getAndSet(now);
            if (earlier != 0) {
                longestSilence.accumulateAndGet(now - earlier, Math::max);
            }
            reads.incrementAndGet();
        } catch (RuntimeException e) {
            failedReads.incrementAndGet();
        }
    }

    private void add(int documents) {
        ClusterStore store = gallery.store();
        for (int done = 0; done < documents; done += BATCH) {
            List<StoredPicture> pictures = new ArrayList<>();
            List<Code> some = new ArrayList<>();
            for (int i = 0; i < BATCH; i++, next++) {
                pictures.add(new StoredPicture(
                        "/pictures/" + next + ".png",
                        new StoredPicture.File(1_000 + next, Instant.ofEpochSecond(1_700_000_000L + next), "c" + next),
                        new StoredPicture.Image(160, 120, "p" + next, 1)));
                some.add(codes.get(next % codes.size()));
            }
            store.put(pictures, some);
            pictures.forEach(picture -> acknowledged.add(picture.path()));
        }
    }

    /** The acknowledged documents that are not there. */
    int lost() {
        Set<String> missing = new HashSet<>(acknowledged);
        gallery.stored().forEachPicture(picture -> missing.remove(picture.path()));
        return missing.size();
    }
}
