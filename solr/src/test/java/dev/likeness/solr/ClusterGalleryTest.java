package dev.likeness.solr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.gallery.Gallery;
import dev.likeness.gallery.Hit;
import dev.likeness.gallery.SearchSettings;
import dev.likeness.models.Models;
import dev.likeness.progress.Progress;
import dev.likeness.solr.node.LocalCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gallery in a real cluster: ZooKeeper and two Solr nodes in processes of their own, two shards with two copies. */
class ClusterGalleryTest {
    private static final int PICTURES = 60;

    @TempDir
    private static Path folder;

    private static LocalCluster cluster;
    private static Path pictures;

    @BeforeAll
    static void start() throws IOException {
        pictures = DrawnPictures.write(folder.resolve("pictures"), 0, PICTURES);
        cluster = LocalCluster.start(folder.resolve("cluster"), 2);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static ClusterGallery gallery(String name) {
        return ClusterGallery.open(
                ClusterAddress.of(cluster.zooKeeper() + "/" + name + "?shards=2&copies=2"), Models.bundled("photos"));
    }

    @Test
    void answersAsAGalleryInAFolder() {
        try (ClusterGallery there = gallery("same");
                Gallery here = Gallery.open(folder.resolve("same"), Models.bundled("photos"))) {
            assertThat(there.add(List.of(pictures), Progress.NONE).added()).isEqualTo(PICTURES);
            here.add(List.of(pictures), Progress.NONE);
            assertThat(there.info().pictures()).isEqualTo(PICTURES);
            for (int seed = 0; seed < 12; seed++) {
                List<Hit> expected = here.search(DrawnPictures.drawn(seed), SearchSettings.USUAL);
                List<Hit> found = there.search(DrawnPictures.drawn(seed), SearchSettings.USUAL);
                assertThat(found)
                        .extracting(Hit::path)
                        .isEqualTo(expected.stream().map(Hit::path).toList());
                for (int i = 0; i < found.size(); i++) {
                    assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-4));
                }
            }
        }
    }
}
