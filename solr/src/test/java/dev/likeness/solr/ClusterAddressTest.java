package dev.likeness.solr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.gallery.GalleryPlace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterAddressTest {
    @Test
    void readsServersPathNameAndNumbers() {
        assertThat(ClusterAddress.of("zk1:2181,zk2:2181/solr/photos?shards=4&copies=3"))
                .isEqualTo(new ClusterAddress(List.of("zk1:2181", "zk2:2181"), Optional.of("/solr"), "photos", 4, 3));
        assertThat(ClusterAddress.of("localhost/photos"))
                .isEqualTo(new ClusterAddress(List.of("localhost"), Optional.empty(), "photos", 0, 0));
        assertThat(GalleryPlace.of("solr:zk1:2181/solr/photos?shards=4").text()).isEqualTo("solr:zk1:2181/solr/photos");
    }

    @Test
    void refusesWhatIsNotAnAddress() {
        for (String text : List.of(
                "",
                "zk1:2181",
                "zk1:2181/",
                "/photos",
                "zk1:2181,/photos",
                "zk 1:2181/photos",
                "zk1:2181/a b",
                "zk1:2181/1",
                "zk1:2181/photos?shards=0",
                "zk1:2181/photos?parts=2",
                "zk1:2181/photos?")) {
            assertThatThrownBy(() -> ClusterAddress.of(text))
                    .as(text)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("solr:HOST:PORT");
        }
        assertThatThrownBy(() -> GalleryPlace.of("elastic:host/photos"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("solr");
    }
}
