package dev.likeness.solr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.error.InputException;
import dev.likeness.gallery.AddReport;
import dev.likeness.gallery.Answer;
import dev.likeness.gallery.DuplicateGroup;
import dev.likeness.gallery.DuplicateKind;
import dev.likeness.gallery.DuplicateSettings;
import dev.likeness.gallery.Gallery;
import dev.likeness.gallery.GalleryPlace;
import dev.likeness.gallery.GalleryUnavailableException;
import dev.likeness.gallery.Hit;
import dev.likeness.gallery.PictureFilter;
import dev.likeness.gallery.PictureGallery;
import dev.likeness.gallery.SearchSettings;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.models.Models;
import dev.likeness.picture.PictureFile;
import dev.likeness.progress.Progress;
import dev.likeness.solr.node.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.solr.common.SolrInputDocument;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A gallery in a real cluster: ZooKeeper and two Solr nodes in processes of their own, two shards with two copies. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterGalleryTest {
    private static final int PICTURES = 40;

    @TempDir
    private static Path folder;

    private static LocalCluster cluster;
    private static Path pictures;
    private static ClusterGallery gallery;

    @BeforeAll
    static void start() throws IOException {
        Path drawn = DrawnPictures.write(folder.resolve("pictures"), 0, PICTURES);
        Files.copy(
                drawn.resolve("p5.png"),
                Files.createDirectories(drawn.resolve("copies")).resolve("p5.png"));
        pictures = drawn.toRealPath();
        cluster = LocalCluster.start(folder.resolve("cluster"), 2);
        gallery = ClusterGallery.open(address("photos"), Models.bundled("photos"));
        AddReport report = gallery.add(List.of(pictures), Progress.NONE);
        assertThat(report.added() + report.known()).isEqualTo(PICTURES + 1);
    }

    @AfterAll
    static void stop() {
        gallery.close();
        cluster.close();
    }

    private static ClusterAddress address(String name) {
        return ClusterAddress.of(cluster.zooKeeper() + "/" + name + "?shards=2&copies=2");
    }

    private static List<Path> paths(List<Hit> hits) {
        return hits.stream().map(Hit::path).toList();
    }

    private static List<Path> members(List<DuplicateGroup> groups) {
        return groups.stream()
                .flatMap(group -> group.members().stream())
                .map(DuplicateGroup.Member::path)
                .toList();
    }

    /** The callback waits until later calls are refused, and then calls the gallery. */
    @Test
    @Order(1)
    void closingWaitsForTheCallsInProgress() throws Exception {
        ClusterGallery closing = ClusterGallery.open(address("photos"));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> seen = threads.submit(() -> {
                List<StoredPicture> all = new ArrayList<>();
                closing.forEach((picture, code) -> {
                    inside.countDown();
                    await(goOn);
                    all.addAll(closing.withContent(picture.file().content()).subList(0, 1));
                });
                return all.size();
            });
            inside.await();
            Future<?> closed = threads.submit(closing::close);
            while (isOpen(closing)) {
                Thread.onSpinWait();
            }
            assertThat(closed.isDone()).isFalse();
            goOn.countDown();
            assertThat(seen.get()).isEqualTo(PICTURES + 1);
            closed.get();
        } finally {
            threads.shutdownNow();
        }
        closing.close();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> closing.search(DrawnPictures.drawn(1), SearchSettings.USUAL),
                () -> closing.add(List.of(pictures), Progress.NONE),
                closing::info,
                closing::marks,
                closing::isCurrent)) {
            assertThatThrownBy(call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("gallery " + closing.place() + " is closed");
        }
    }

    private static boolean isOpen(ClusterGallery closing) {
        try {
            closing.likeness();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void answersAsAGalleryInAFolder() {
        try (Gallery here = Gallery.open(folder.resolve("here"), Models.bundled("photos"))) {
            here.add(List.of(pictures), Progress.NONE);
            assertThat(gallery.add(List.of(pictures), Progress.NONE).unchanged())
                    .isEqualTo(PICTURES + 1);
            for (int seed = 0; seed < 6; seed++) {
                SearchSettings settings = new SearchSettings(10, seed % 2 == 1, true, new PictureFilter.All());
                List<Hit> expected = here.search(DrawnPictures.drawn(seed + 20), settings);
                List<Hit> found = gallery.search(DrawnPictures.drawn(seed + 20), settings);
                assertThat(paths(found)).isEqualTo(paths(expected));
                for (int i = 0; i < found.size(); i++) {
                    assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-4));
                }
            }
            DuplicateSettings exact = DuplicateSettings.USUAL.downTo(DuplicateKind.EXACT); // others take minutes
            assertThat(members(gallery.duplicates(exact, Progress.NONE).groups()))
                    .isEqualTo(members(here.duplicates(exact, Progress.NONE).groups()))
                    .hasSize(2);
        }
    }

    @Test
    void codesAndAnswersAreCopiedToAFolderAndBack() throws IOException {
        Path one = pictures.resolve("p1.png");
        Path two = pictures.resolve("p2.png");
        try (Gallery between = Gallery.open(folder.resolve("between"), gallery.model());
                ClusterGallery second = ClusterGallery.open(address("second"), between.model())) {
            gallery.mark(one, two, true);
            assertThat(between.copyFrom(gallery, Progress.NONE)).isEqualTo(PICTURES + 1);
            assertThat(second.copyFrom(between, Progress.NONE)).isEqualTo(PICTURES + 1);
            assertThat(second.marks()).isEqualTo(between.marks()).hasSize(1);
            assertThat(paths(second.search(DrawnPictures.drawn(3), SearchSettings.USUAL)))
                    .isEqualTo(paths(gallery.search(DrawnPictures.drawn(3), SearchSettings.USUAL)));
        }
        gallery.mark(content(one), content(two), Answer.WITHDRAWN);
        assertThat(gallery.marks()).isEmpty();
    }

    private static String content(Path picture) {
        return gallery.picture(picture).orElseThrow().file().content();
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void filtersAndRemovesPictures() {
        PictureFilter copies = Gallery.under(pictures.resolve("copies"));
        List<Hit> hits = gallery.search(DrawnPictures.drawn(7), new SearchSettings(10, false, true, copies));
        assertThat(paths(hits)).containsExactly(pictures.resolve("copies/p5.png"));
        PictureFilter either = new PictureFilter.AnyOf(
                List.of(Gallery.under(pictures.resolve("p7.png")), Gallery.under(pictures.resolve("copies"))));
        hits = gallery.search(
                DrawnPictures.drawn(7),
                new SearchSettings(
                        10, false, true, either.and(picture -> picture.path().endsWith(".png"))));
        assertThat(paths(hits)).containsExactly(pictures.resolve("p7.png"), pictures.resolve("copies/p5.png"));
        long version = gallery.version();
        assertThat(gallery.remove(copies)).isEqualTo(1);
        assertThat(gallery.info().pictures()).isEqualTo(PICTURES);
        assertThat(gallery.version()).isGreaterThan(version);
        assertThat(gallery.search(DrawnPictures.drawn(5), new SearchSettings(10, false, true, copies)))
                .isEmpty();
    }

    /** Solr builds a document again from its stored fields if a part of it is updated: the vector must be one of them. */
    @Test
    void noUpdateOfAPartLosesAVector() {
        try (Cluster other = Cluster.connect(address("photos"), Duration.ofSeconds(30))) {
            StoredPicture one = gallery.picture(pictures.resolve("p1.png")).orElseThrow();
            StoredPicture two = gallery.picture(pictures.resolve("p2.png")).orElseThrow();
            gallery.mark(one.file().content(), two.file().content(), Answer.SAME);
            other.commit("photos");
            assertFound(1);
            assertThat(answers(other, one)).isEqualTo(1);

            SolrInputDocument change = new SolrInputDocument(); // as any other program may send it
            change.setField(PictureFields.ID, PictureFields.id(two.path()));
            change.setField("sharpness", Map.of("set", 42.0));
            other.add("photos", List.of(change));
            other.commit("photos");
            assertThat(gallery.picture(two.location()).orElseThrow().image().sharpness())
                    .isEqualTo(42.0);
            assertFound(2);
            assertThat(answers(other, two)).isEqualTo(1);

            gallery.mark(one.file().content(), two.file().content(), Answer.WITHDRAWN);
            assertThat(gallery.marks()).isEmpty();
            assertThat(answers(other, one)).isZero();
            assertFound(1);
        }
    }

    private static long answers(Cluster cluster, StoredPicture picture) {
        return PictureFields.number(
                        cluster.documents(
                                        "photos",
                                        List.of(PictureFields.id(picture.path())),
                                        PictureFields.ID,
                                        PictureFields.ANSWERS)
                                .get(0),
                        PictureFields.ANSWERS)
                .longValue();
    }

    /** By its vector: the graph has no other way to a picture. */
    private static void assertFound(int seed) {
        List<Hit> hits =
                gallery.search(DrawnPictures.drawn(seed), new SearchSettings(1, false, false, new PictureFilter.All()));
        assertThat(paths(hits)).containsExactly(pictures.resolve("p" + seed + ".png"));
    }

    @Test
    void aMovedFileKeepsItsCode() throws Exception {
        Path some = DrawnPictures.write(folder.resolve("moving"), 200, 3).toRealPath();
        try (PictureGallery moving = place("moving").open(Models.bundled("photos"))) {
            moving.add(List.of(some), Progress.NONE);
            Files.move(some.resolve("p200.png"), some.resolve("moved.png"));
            AddReport report = moving.add(List.of(some), Progress.NONE);
            assertThat(report.failures()).isEmpty();
            assertThat(report.moved()).isEqualTo(1);
            assertThat(names(moving)).containsExactlyInAnyOrder("moved.png", "p201.png", "p202.png");
        }
    }

    /** A path of another machine: its folder is not here, so nobody here knows whether the file is gone. */
    @Test
    void aCopyOfAnotherMachinesFileDoesNotReplaceIt() throws Exception {
        Path here =
                DrawnPictures.write(folder.resolve("here-and-there"), 210, 1).toRealPath();
        Path there = folder.toRealPath().resolve("there");
        try (PictureGallery shared = place("shared").open(Models.bundled("photos"))) {
            Files.move(here, there);
            shared.add(List.of(there), Progress.NONE);
            Files.move(there, here); // as if 'there' were a disk of another machine
            AddReport report = shared.add(List.of(here), Progress.NONE);
            assertThat(report.moved()).isZero();
            assertThat(shared.info().pictures()).isEqualTo(2);
        }
    }

    private static GalleryPlace place(String name) {
        return GalleryPlace.of("solr:" + cluster.zooKeeper() + "/" + name + "?shards=2&copies=2");
    }

    private static List<String> names(PictureGallery gallery) {
        List<String> names = new ArrayList<>();
        gallery.forEach(
                (picture, code) -> names.add(picture.location().getFileName().toString()));
        return names;
    }

    /** Meanwhile others search and add; the folder of the pictures was moved, with a link in its place. */
    @Test
    void searchesAndAdditionsGoOnWhileAllPicturesAreEncodedAgain() throws Exception {
        Path some = DrawnPictures.write(folder.resolve("some"), 100, 12).toRealPath();
        Path others = Files.createDirectory(folder.toRealPath().resolve("others"));
        GalleryPlace place = place("again");
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger answers = new AtomicInteger();
        List<String> acknowledged = new CopyOnWriteArrayList<>();
        List<Throwable> faults = new CopyOnWriteArrayList<>();
        try (PictureGallery old = place.open(Models.bundled("photos"))) {
            old.add(List.of(some), Progress.NONE);
            Files.move(some, some.resolveSibling("elsewhere"));
            Files.createSymbolicLink(some, some.resolveSibling("elsewhere"));
            Thread reader = started(faults, () -> {
                while (!stop.get()) {
                    assertThat(old.search(DrawnPictures.drawn(101), SearchSettings.USUAL.first(1)))
                            .hasSize(1);
                    answers.incrementAndGet();
                }
            });
            Thread writer = started(faults, () -> {
                for (int i = 120; !stop.get(); i++) {
                    Path one = others.resolve("p" + i + ".png");
                    PictureFile.write(DrawnPictures.drawn(i), one);
                    try {
                        old.add(List.of(one), Progress.NONE);
                        acknowledged.add("p" + i + ".png");
                    } catch (InputException e) {
                        assertThat(e.problem()).containsAnyOf("open it again", "takes no changes", "refused");
                        return;
                    }
                }
            });
            AddReport report = place.encodeAgain(Models.bundled("characters"), Progress.NONE);
            assertThat(report.failures()).isEmpty();
            int before = answers.get();
            assertThat(old.isCurrent()).isFalse();
            assertThat(old.search(DrawnPictures.drawn(101), SearchSettings.USUAL.first(1)))
                    .hasSize(1);
            assertThatThrownBy(() -> old.add(List.of(some), Progress.NONE)) // under their new paths
                    .isInstanceOf(GalleryUnavailableException.class)
                    .hasMessageContaining("open it again");
            while (answers.get() == before && faults.isEmpty()) {
                Thread.sleep(20); // the reader goes on after the switch
            }
            stop.set(true);
            reader.join();
            writer.join();
        }
        assertThat(faults).isEmpty();
        assertThat(acknowledged).isNotEmpty();
        try (PictureGallery present = place.open()) {
            assertThat(present.likeness().measure().name()).isEqualTo("characters");
            assertThat(names(present)).containsAll(acknowledged).contains("p100.png", "p111.png");
            assertThat(present.search(DrawnPictures.drawn(101), SearchSettings.USUAL.first(1)))
                    .hasSize(1);
        }
    }

    /** A process that was killed before the switch leaves the old collection closed. The next call finishes. */
    @Test
    void anInterruptedEncodingIsFinishedByTheNext() throws Exception {
        Path some = DrawnPictures.write(folder.resolve("closing"), 220, 2).toRealPath();
        GalleryPlace place = place("closing");
        try (PictureGallery old = place.open(Models.bundled("photos"))) {
            old.add(List.of(some), Progress.NONE);
            ClusterAddress address = address("closing");
            try (Cluster connection = Cluster.connect(address, Duration.ofSeconds(20))) {
                new GalleryCollections(connection).close("closing_1");
            }
            Path late = folder.resolve("late.png");
            PictureFile.write(DrawnPictures.drawn(230), late);
            assertThatThrownBy(() -> old.add(List.of(late), Progress.NONE))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("takes no changes");
            old.mark(some.resolve("p220.png"), some.resolve("p221.png"), true);
            assertThat(place.encodeAgain(Models.bundled("photos"), Progress.NONE)
                            .added())
                    .isEqualTo(2);
        }
        try (PictureGallery present = place.open()) {
            assertThat(present.marks()).hasSize(1);
            assertThat(present.add(List.of(some), Progress.NONE).unchanged()).isEqualTo(2);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Thread started(List<Throwable> faults, Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception | AssertionError e) {
                faults.add(e);
            }
        });
        thread.start();
        return thread;
    }

    /** The last one: a node is gone afterwards. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aKilledNodeLosesNothingAndSearchesGoOn() throws InterruptedException {
        NodeFailure.Outcome outcome = new NodeFailure(gallery).run(cluster, 1, 200, 300);
        assertThat(outcome.acknowledged()).isEqualTo(510);
        assertThat(outcome.lost()).isZero();
        assertThat(outcome.failedReads()).isZero();
        assertThat(outcome.readsAfterwards()).isPositive();
    }
}
