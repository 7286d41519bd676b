package dev.likeness.gallery;

import dev.likeness.data.IgnoredFiles;
import dev.likeness.data.format.FolderWalk;
import dev.likeness.error.InputException;
import dev.likeness.files.BoundedRead;
import dev.likeness.files.FileFault;
import dev.likeness.files.Sha256;
import dev.likeness.files.UserPath;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureLimits;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Adds files to a store: lists them, passes over those that are known, reads and encodes the others on all processors, and
 * commits every few seconds. What was reported as done is committed. An object adds once.
 */
public final class Adder {
    private static final int FILES_AT_ONCE = 32;

    /** Pixels that one thread keeps decoded until they are encoded together. */
    private static final long PIXELS_AT_ONCE = 8_000_000;

    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(5);

    private final PictureStore store;
    private final Measure measure;
    private final Progress progress;
    private final Duration betweenCommits;
    private final boolean underRealPaths;

    private final AtomicLong added = new AtomicLong();
    private final AtomicLong known = new AtomicLong();
    private final AtomicLong unchanged = new AtomicLong();
    private final AtomicLong finished = new AtomicLong();
    private final ConcurrentLinkedQueue<AddReport.Failure> failures = new ConcurrentLinkedQueue<>();
    private final Set<String> moved = ConcurrentHashMap.newKeySet();
    private final Set<Path> claimed = ConcurrentHashMap.newKeySet();
    private final List<String> companions = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();

    /** @param progress files that are done and committed */
    public Adder(PictureStore store, Measure measure, Progress progress) {
        this(store, measure, progress, BETWEEN_COMMITS);
    }

    Adder(PictureStore store, Measure measure, Progress progress, Duration betweenCommits) {
        this(store, measure, progress, betweenCommits, true);
    }

    private Adder(
            PictureStore store, Measure measure, Progress progress, Duration betweenCommits, boolean underRealPaths) {
        this.underRealPaths = underRealPaths;
        this.betweenCommits = betweenCommits;
        this.store = store;
        this.measure = measure;
        this.progress = progress;
    }

    /** An adder that stores files under the paths that are given, also where these lead through links. */
    public static Adder underGivenPaths(PictureStore store, Measure measure, Progress progress) {
        return new Adder(store, measure, progress, BETWEEN_COMMITS, false);
    }

    /** @param roots files and folders; folders are read with all their subfolders */
    public AddReport add(List<Path> roots) {
        addAll(list(roots));
        List<AddReport.Failure> sorted =
                failures.stream().sorted((a, b) -> a.path().compareTo(b.path())).toList();
        return new AddReport(added.get(), known.get(), unchanged.get(), moved.size(), sorted, companions, ignored);
    }

    private List<Path> list(List<Path> roots) {
        Set<Path> files = new LinkedHashSet<>();
        for (Path root : roots) {
            if (!Files.isDirectory(root)) {
                files.add(root);
                continue;
            }
            FolderWalk walk = FolderWalk.of(root);
            walk.files().forEach(name -> files.add(UserPath.ofText(root, name)));
            IgnoredFiles passedOver = walk.ignoredFiles();
            passedOver.hidden().forEach(name -> ignored.add(UserPath.text(UserPath.ofText(root, name))));
            passedOver.loops().forEach(name -> ignored.add(UserPath.text(UserPath.ofText(root, name))));
            passedOver
                    .unlisted()
                    .forEach(folder -> failures.add(new AddReport.Failure(
                            UserPath.text(UserPath.ofText(root, folder.folder())), folder.reason())));
        }
        Companions beside = new Companions(List.copyOf(files));
        files.removeIf(file -> {
            boolean companion = beside.contain(file);
            if (companion) {
                companions.add(UserPath.text(file));
            }
            return companion;
        });
        return List.copyOf(files);
    }

    private void addAll(List<Path> files) {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        AtomicInteger next = new AtomicInteger();
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                workers.add(pool.submit(() -> {
                    for (int from = next.getAndAdd(FILES_AT_ONCE);
                            from < files.size() && !Thread.currentThread().isInterrupted();
                            from = next.getAndAdd(FILES_AT_ONCE)) {
                        new Batch().add(files.subList(from, Math.min(files.size(), from + FILES_AT_ONCE)));
                    }
                }));
            }
            for (Future<?> worker : workers) {
                await(worker, files.size());
            }
            commit(files.size());
        } finally {
            pool.shutdownNow();
            awaitEnd(pool);
        }
    }

    private void await(Future<?> worker, int total) {
        while (true) {
            try {
                worker.get(betweenCommits.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                commit(total);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted; the pictures of the last commit are kept", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static void awaitEnd(ExecutorService pool) {
        try {
            if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("a thread is still adding a minute after it was told to stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit(int total) {
        long done = finished.get();
        store.commit();
        progress.at(done, total, "pictures");
        store.maintain();
    }

    /** A file that exists. */
    private record Listed(Path file, Path real, String path, BasicFileAttributes attributes) {}

    private interface Reading {
        void run() throws IOException;
    }

    /** Some files that one thread adds: decoded pictures wait until they are encoded together. */
    private final class Batch {
        private final List<StoredPicture> waiting = new ArrayList<>();
        private final List<Picture> pictures = new ArrayList<>();
        private long pixels;

        void add(List<Path> files) {
            List<Listed> listed = new ArrayList<>();
            for (Path file : files) {
                reporting(file, () -> listed(file).ifPresent(listed::add));
            }
            Map<String, StoredPicture> there =
                    store.at(listed.stream().map(Listed::path).toList());
            for (Listed file : listed) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                StoredPicture stored = there.get(file.path());
                if (stored != null && isUnchanged(stored, file.attributes())) {
                    unchanged.incrementAndGet();
                } else {
                    reporting(file.file(), () -> add(file.path(), file.real(), file.attributes()));
                }
            }
            encode();
            finished.addAndGet(files.size());
        }

        private void reporting(Path file, Reading reading) {
            try {
                reading.run();
            } catch (GalleryUnavailableException e) {
                throw e; // not a fault of the file
            } catch (InputException e) {
                failures.add(new AddReport.Failure(UserPath.text(file), e.problem()));
            } catch (IOException e) {
                failures.add(new AddReport.Failure(
                        UserPath.text(file),
                        UserPath.text(file) + ": cannot be read (" + FileFault.reason(e, file) + ")"));
            }
        }

        /** Empty if another link to the file was listed before. */
        private Optional<Listed> listed(Path file) throws IOException {
            Path real = underRealPaths ? file.toRealPath() : file; // a link to a picture is not a copy of it
            if (!claimed.add(real)) {
                return Optional.empty();
            }
            String path = UserPath.text(real);
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new InputException(path + ": this is not a regular file");
            }
            return Optional.of(new Listed(file, real, path, attributes));
        }

        private void add(String path, Path real, BasicFileAttributes attributes) throws IOException {
            byte[] bytes = bytes(real, attributes.size());
            StoredPicture.File facts = new StoredPicture.File(
                    bytes.length, attributes.lastModifiedTime().toInstant(), Sha256.hex(bytes));
            List<StoredPicture> same = store.withContent(facts.content());
            if (!same.isEmpty()) {
                putKnown(path, facts, same);
                return;
            }
            Picture picture = Picture.read(bytes, path);
            waiting.add(new StoredPicture(path, facts, ImageFacts.of(picture)));
            pictures.add(picture);
            pixels += (long) picture.width() * picture.height();
            if (pixels > PIXELS_AT_ONCE) {
                encode();
            }
        }

        /** If one of the known files is gone, this is where it was moved; the old path goes first, so that none stays. */
        private void putKnown(String path, StoredPicture.File facts, List<StoredPicture> same) {
            StoredPicture first = same.get(0);
            Code code = store.code(first);
            for (StoredPicture original : same) {
                if (!original.path().equals(path) && store.isGone(original) && moved.add(original.path())) {
                    store.remove(original.path());
                    break;
                }
            }
            store.put(List.of(first.at(path, facts.modified())), List.of(code));
            known.incrementAndGet();
        }

        private void encode() {
            if (pictures.isEmpty()) {
                return;
            }
            List<Code> codes = measure.encode(pictures, Side.A);
            store.put(waiting, codes);
            added.addAndGet(codes.size());
            waiting.clear();
            pictures.clear();
            pixels = 0;
        }
    }

    private static boolean isUnchanged(StoredPicture stored, BasicFileAttributes attributes) {
        return stored.file().bytes() == attributes.size()
                && stored.file().modified().equals(attributes.lastModifiedTime().toInstant());
    }

    private static byte[] bytes(Path file, long announced) throws IOException {
        long most = PictureLimits.current().bytes();
        Supplier<InputException> tooLong = () -> new InputException(
                UserPath.text(file) + ": has more than " + most + " bytes, the maximum for a picture; save it smaller");
        if (announced > most) {
            throw tooLong.get();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return BoundedRead.all(in, most, tooLong);
        }
    }
}
