package dev.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.gallery.index.PictureIndex;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.CloseUnderLoad;
import dev.likeness.measure.Code;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gallery closes safely: it waits for the calls in progress, and refuses later ones. */
class GalleryCloseTest {
    private static final int PICTURES = 6;
    private static final int ROUNDS = 5;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path folder;

    private Path pictures;
    private Gallery gallery;

    @BeforeEach
    void fill() throws IOException {
        pictures = drawn("pictures", 0, PICTURES).toRealPath();
        gallery = open("gallery");
        gallery.add(List.of(pictures), Progress.NONE);
    }

    @AfterEach
    void close() {
        gallery.close();
        threads.shutdownNow();
    }

    private Gallery open(String name) {
        return Gallery.open(folder.resolve(name), Models.bundled("photos"));
    }

    private Path drawn(String name, int from, int to) throws IOException {
        Path drawn = Files.createDirectories(folder.resolve(name));
        for (int i = from; i < to; i++) {
            PictureFile.write(GalleryTest.drawn(i), drawn.resolve("p" + i + ".png"));
        }
        return drawn;
    }

    /** Begins to close it in another thread, and returns when later calls are refused. */
    private Future<?> closing(Gallery closing) {
        Future<?> end = threads.submit(closing::close);
        while (isOpen(closing)) {
            Thread.onSpinWait();
        }
        return end;
    }

    private static boolean isOpen(Gallery closing) {
        try {
            closing.version();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Test
    void closesWhileSixteenThreadsUseIt() throws Exception {
        gallery.mark(pictures.resolve("p0.png"), pictures.resolve("p1.png"), false);
        Picture query = GalleryTest.drawn(1);
        List<Hit> hits = gallery.search(query, SearchSettings.USUAL);
        gallery.close();
        for (int round = 0; round < ROUNDS; round++) {
            Gallery closing = Gallery.open(gallery.folder());
            Path more = drawn("more" + round, 100 + round, 101 + round);
            CloseUnderLoad.run(
                    closing,
                    () -> assertThat(closing.search(query, SearchSettings.USUAL).get(0))
                            .isEqualTo(hits.get(0)),
                    () -> closing.forEach((picture, code) -> {
                        Optional<StoredPicture> found = closing.picture(Path.of(picture.path()));
                        if (!Gallery.under(more).test(picture)) { // another thread removes these in the meantime
                            assertThat(found).contains(picture);
                        }
                    }),
                    () -> assertThat(closing.duplicates(DuplicateSettings.USUAL, Progress.NONE)
                                    .missing())
                            .isEmpty(),
                    () -> assertThat(closing.check(Progress.NONE).pictures()).isGreaterThanOrEqualTo(PICTURES),
                    () -> assertThat(closing.info().marks()).isOne(),
                    () -> assertThat(closing.add(List.of(more), Progress.NONE).failures())
                            .isEmpty(),
                    () -> closing.remove(Gallery.under(more)),
                    () -> assertThat(closing.isCurrent()).isTrue(),
                    () -> closing.isBeingChanged(),
                    () -> assertThat(closing.marks()).hasSize(1));
        }
        try (Gallery again = Gallery.open(gallery.folder())) {
            assertThat(again.check(Progress.NONE).damaged()).isEmpty();
        }
    }

    /** The listener, called when all pictures are encoded, waits until the gallery is being closed, and then calls it. */
    @Test
    void closingWaitsForAnAddition() throws Exception {
        Path more = drawn("more", 50, 90);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Future<AddReport> added = threads.submit(() -> gallery.add(List.of(more), (done, total, unit) -> {
            waiting(inside, goOn);
            assertThat(gallery.remove(picture -> picture.path().equals("absent")))
                    .isZero();
            assertThat(gallery.search(GalleryTest.drawn(0), SearchSettings.USUAL))
                    .isNotEmpty();
        }));
        inside.await();
        Future<?> closed = closing(gallery);
        assertThat(closed.isDone()).isFalse();
        goOn.countDown();
        assertThat(added.get().added()).isEqualTo(40);
        closed.get();
        try (Gallery again = Gallery.open(gallery.folder())) {
            assertThat(again.info().pictures()).isEqualTo(PICTURES + 40);
        }
    }

    private static void waiting(CountDownLatch inside, CountDownLatch goOn) {
        inside.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void closingWaitsForACallbackThatCallsTheGallery() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Future<List<StoredPicture>> seen = threads.submit(() -> {
            List<StoredPicture> all = new ArrayList<>();
            gallery.forEach((picture, code) -> {
                waiting(inside, goOn);
                all.addAll(gallery.withContent(picture.file().content()));
                gallery.search(GalleryTest.drawn(3), SearchSettings.USUAL);
            });
            return all;
        });
        inside.await();
        Future<?> closed = closing(gallery);
        assertThat(closed.isDone()).isFalse();
        goOn.countDown();
        assertThat(seen.get()).hasSize(PICTURES);
        closed.get();
    }

    /** The whole addition, with its threads, runs while the gallery is being closed. */
    @Test
    void additionsInsideACallbackGoOnWhileItCloses() throws Exception {
        Path more = drawn("more", 50, 90);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Future<Long> added = threads.submit(() -> {
            AtomicLong pictures = new AtomicLong();
            gallery.forEachPicture(picture -> {
                waiting(inside, goOn);
                pictures.addAndGet(gallery.add(List.of(more), Progress.NONE).added());
            });
            return pictures.get();
        });
        inside.await();
        Future<?> closed = closing(gallery);
        assertThat(closed.isDone()).isFalse();
        goOn.countDown();
        assertThat(added.get()).isEqualTo(40);
        closed.get();
    }

    @Test
    void closingFromInsideACallIsRefused() {
        assertThatThrownBy(() -> gallery.forEachPicture(picture -> gallery.close()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be closed by a thread that is running a call on it");
        assertThat(gallery.search(GalleryTest.drawn(2), SearchSettings.USUAL)).isNotEmpty();
    }

    /** Shortlists are made in several threads, but the listener is called in that of the caller, so that it cannot deadlock. */
    @Test
    void closingFromTheListenerOfASearchForDuplicatesIsRefused() throws IOException {
        List<Code> codes = new ArrayList<>();
        gallery.forEach((picture, code) -> codes.add(code));
        List<StoredPicture> empty = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            Path file = Files.createFile(folder.resolve("e" + i));
            empty.add(new StoredPicture(
                    file.toString(),
                    new StoredPicture.File(0, Instant.EPOCH, "content" + i),
                    new StoredPicture.Image(8, 8, "pixels" + i, 0)));
        }
        gallery.addEncoded(
                action -> {
                    for (int i = 0; i < empty.size(); i++) {
                        action.accept(empty.get(i), codes.get(i % codes.size()));
                    }
                },
                empty.size(),
                Progress.NONE);
        Set<Thread> callers = new HashSet<>();
        gallery.duplicates(DuplicateSettings.USUAL, (done, total, unit) -> {
            callers.add(Thread.currentThread());
            assertThatThrownBy(gallery::close)
                    .hasMessageContaining("cannot be closed by a thread that is running a call on it");
        });
        assertThat(callers).containsExactly(Thread.currentThread());
    }

    @Test
    void additionsOfSeveralThreadsAreAllKept() throws Exception {
        List<Future<AddReport>> additions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Path more = drawn("more" + i, 200 + 5 * i, 205 + 5 * i);
            additions.add(threads.submit(() -> gallery.add(List.of(more), Progress.NONE)));
        }
        for (Future<AddReport> addition : additions) {
            assertThat(addition.get().added()).isEqualTo(5);
        }
        assertThat(gallery.info().pictures()).isEqualTo(PICTURES + 40);
    }

    @Test
    void everyCallAfterClosingIsRefused() {
        Path first = pictures.resolve("p0.png");
        try (Gallery other = open("other")) {
            gallery.close();
            gallery.close();
            List<ThrowingCallable> calls = List.of(
                    gallery::likeness,
                    gallery::model,
                    () -> gallery.add(List.of(pictures), Progress.NONE),
                    () -> gallery.addEncoded(action -> {}, 0, Progress.NONE),
                    () -> gallery.copyFrom(other, Progress.NONE),
                    () -> other.copyFrom(gallery, Progress.NONE),
                    () -> gallery.search(first, SearchSettings.USUAL),
                    () -> gallery.search(GalleryTest.drawn(0), SearchSettings.USUAL),
                    () -> gallery.duplicates(DuplicateSettings.USUAL, Progress.NONE),
                    () -> gallery.check(Progress.NONE),
                    () -> gallery.forEach((picture, code) -> {}),
                    () -> gallery.forEachPicture(picture -> {}),
                    () -> gallery.mark(first, pictures.resolve("p1.png"), true),
                    () -> gallery.mark("a", "b", Answer.SAME),
                    () -> gallery.withContent("a"),
                    () -> gallery.picture(first),
                    gallery::version,
                    gallery::isBeingChanged,
                    gallery::isCurrent,
                    gallery::marks,
                    () -> gallery.remove(picture -> true),
                    () -> gallery.erase(picture -> true),
                    gallery::info);
            assertThat(calls)
                    .allSatisfy(call -> assertThatThrownBy(call)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage("gallery " + gallery.folder() + " is closed and can no longer be used; open it"
                                    + " again, and close it only after its last call"));
            assertThat(gallery.place()).isEqualTo(gallery.folder().toString());
        }
    }

    @Test
    void anIndexIsClosedInTheSameWay() throws Exception {
        gallery.close();
        Path index = gallery.folder().resolve("generation-1/index");
        for (int round = 0; round < ROUNDS; round++) {
            PictureIndex closing = PictureIndex.at(index);
            CloseUnderLoad.run(
                    closing,
                    () -> assertThat(closing.<Integer>read(view -> view.size())).isEqualTo(PICTURES),
                    closing::isBeingChanged,
                    closing::lockForChanges,
                    closing::commit,
                    () -> closing.remove("absent"),
                    closing::settle,
                    closing::purge,
                    () -> closing.completeGraph(1, 0));
        }
    }
}
