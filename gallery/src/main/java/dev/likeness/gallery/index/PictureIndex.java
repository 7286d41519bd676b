package dev.likeness.gallery.index;

import dev.likeness.error.InputException;
import dev.likeness.files.FileFault;
import dev.likeness.files.UserPath;
import dev.likeness.measure.ClosingGate;
import dev.likeness.measure.Code;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.SleepingLockWrapper;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of a gallery's pictures.
 *
 * <p>Readers see the last commit of any process. The first change takes the lock of the one writer, and keeps it until
 * {@link #endChanges} or {@link #close}. Thread-safe. {@code close} waits for the calls in progress; later calls throw an
 * {@link IllegalStateException}.
 */
public final class PictureIndex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PictureIndex.class);

    /** Malkov and Yashunin 2018: connections of a node, and candidates when a node is added. */
    private static final int CONNECTIONS = 16;

    private static final int CANDIDATES = 100;

    /** Half of Lucene's number: every segment has its own graph, and a search visits all of them. */
    private static final int SEGMENTS_PER_TIER = 5;

    private static final double BUFFER_MEGABYTES = 256; // of pictures that are not committed, and their graph

    /** Pictures that are added to the graph before a commit. */
    private static final int GRAPHED_AT_ONCE = 50_000;

    private static final long LOCK_WAIT_MILLIS = 500;
    private static final long LOCK_POLL_MILLIS = 20;

    private final Path folder;
    private final int exactLimit;
    private final Directory directory;
    private final EmbeddingCache embeddings = new EmbeddingCache();
    private final ClosingGate gate;
    private @Nullable SearcherManager searchers;
    private @Nullable IndexWriter writer;

    private PictureIndex(Path folder, Directory directory, int exactLimit) {
        this.folder = folder;
        this.exactLimit = exactLimit;
        this.directory = directory;
        this.gate = new ClosingGate("index " + UserPath.text(folder), "open it again");
    }

    /**
     * Opens the index in a folder; an absent one is created by the first change.
     *
     * @throws InputException if the folder cannot be read
     */
    public static PictureIndex at(Path folder) {
        return at(folder, IndexView.EXACT_LIMIT);
    }

    /** @param exactLimit up to this number of pictures there is no graph */
    static PictureIndex at(Path folder, int exactLimit) {
        try {
            return new PictureIndex(folder, FSDirectory.open(folder), exactLimit);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /**
     * Looks at the last commit. The view must not be used after the function returns.
     *
     * @throws InputException if the index cannot be read
     */
    public <R> R read(Function<IndexView, R> look) {
        return gate.call(() -> opened(look));
    }

    private <R> R opened(Function<IndexView, R> look) {
        try {
            SearcherManager manager = manager();
            if (manager == null) {
                return look.apply(IndexView.EMPTY);
            }
            refresh(manager);
            IndexSearcher searcher = manager.acquire();
            try {
                return look.apply(new IndexView(searcher, embeddings, exactLimit));
            } finally {
                manager.release(searcher);
            }
        } catch (IOException | IndexView.Failure e) {
            throw unreadable(folder, e instanceof IndexView.Failure failure ? failure.cause() : (IOException) e);
        }
    }

    private static void refresh(SearcherManager manager) throws IOException {
        try {
            manager.maybeRefreshBlocking();
        } catch (IndexNotFoundException | NoSuchFileException e) {
            LOG.debug("the index was replaced by another process; the last commit that was read answers", e);
        }
    }

    private synchronized @Nullable SearcherManager manager() throws IOException {
        if (searchers == null && hasCommit()) {
            searchers = new SearcherManager(directory, new SearcherFactory());
        }
        return searchers;
    }

    /**
     * Whether the index has a commit. Every writer begins with one, so that files without one are what is left of an index,
     * which a writer would delete.
     */
    private boolean hasCommit() throws IOException {
        if (DirectoryReader.indexExists(directory)) {
            return true;
        }
        for (String file : directory.listAll()) {
            if (file.startsWith("_")) {
                throw new IndexNotFoundException("its list of segments is missing");
            }
        }
        return false;
    }

    /**
     * Takes the lock of the writer; does nothing if this object has it.
     *
     * @throws InputException if another process is changing the gallery, or the folder is not writable
     */
    public void lockForChanges() {
        gate.run(this::openWriter);
    }

    private synchronized void openWriter() {
        if (writer == null) {
            IndexWriterConfig config = new IndexWriterConfig();
            config.setCodec(new GraphCodec());
            config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
            config.setCommitOnClose(false);
            config.setMergePolicy(new TieredMergePolicy()
                    .setSegmentsPerTier(SEGMENTS_PER_TIER)
                    .setForceMergeDeletesPctAllowed(0)); // so that a purge passes over none
            config.setMergeScheduler(new Merges());
            try {
                boolean fresh = !hasCommit();
                // A try whether there is a writer holds the lock for a moment.
                writer =
                        new IndexWriter(new SleepingLockWrapper(directory, LOCK_WAIT_MILLIS, LOCK_POLL_MILLIS), config);
                if (fresh) {
                    writer.commit();
                }
            } catch (LockObtainFailedException e) {
                throw new InputException(
                        folder + ": another process is adding to or changing this gallery; wait until it has ended."
                                + " Searching is possible meanwhile",
                        e);
            } catch (CorruptIndexException | IndexNotFoundException e) {
                throw unreadable(folder, e);
            } catch (IOException | IllegalArgumentException e) {
                throw unwritable(e);
            }
        }
    }

    /**
     * Whether this process or another one has the lock of the writer. Only a try can tell: a writer that begins at the same
     * moment waits for it.
     */
    public boolean isBeingChanged() {
        return gate.call(this::isLocked);
    }

    private boolean isLocked() {
        try (Lock lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            lock.ensureValid();
            return false;
        } catch (LockObtainFailedException e) {
            return true;
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /**
     * Adds a picture; it replaces one with the same path. {@link #completeGraph} adds it to the graph.
     *
     * @throws InputException if the disk is full or fails; what was committed stays
     */
    public void put(StoredPicture picture, Code code) {
        gate.run(() -> put(picture, code, null));
    }

    private void put(StoredPicture picture, Code code, float @Nullable [] vector) {
        try {
            writer().updateDocument(pathTerm(picture.path()), PictureDocument.of(picture, code.toBytes(), vector));
        } catch (IOException | IllegalStateException e) {
            throw unwritable(e);
        }
    }

    /**
     * Adds the pictures that the graph lacks, and commits, if the gallery is large enough for a graph and enough of them are
     * waiting. A graph is cheaper to build for many pictures at once than to merge from the graphs of few.
     *
     * @param waiting the most pictures that may be outside the graph; every search compares them one by one
     * @param left how many stay outside if there are more; 0 to {@code waiting}
     * @throws InputException if the disk is full or fails; what was committed stays
     */
    public void completeGraph(int waiting, int left) {
        gate.run(() -> {
            while (true) {
                long written = read(view -> {
                    if (!view.hasGraph()) {
                        return 0L;
                    }
                    List<Integer> outside = view.outsideGraph();
                    return outside.size() <= waiting
                            ? 0L
                            : outside.stream()
                                    .limit(Math.min(GRAPHED_AT_ONCE, outside.size() - left))
                                    .parallel()
                                    .filter(document -> putIntoGraph(view, document))
                                    .count();
                });
                if (written == 0) {
                    return;
                }
                commit();
            }
        });
    }

    /** Whether the graph can contain the picture: its embedding has a direction. */
    private boolean putIntoGraph(IndexView view, int document) {
        Code code = view.code(document);
        float[] vector = UnitEmbedding.of(code);
        if (isZero(vector)) {
            return false;
        }
        put(view.picture(document), code, vector);
        return true;
    }

    private static boolean isZero(float[] vector) {
        for (float value : vector) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    /** Removes the picture with this path, if there is one. */
    public void remove(String path) {
        gate.run(() -> {
            try {
                writer().deleteDocuments(pathTerm(path));
            } catch (IOException | IllegalStateException e) {
                throw unwritable(e);
            }
        });
    }

    /**
     * Makes all changes visible and lasting.
     *
     * @throws InputException if the disk is full or fails; the last commit stays
     */
    public void commit() {
        gate.run(() -> {
            try {
                writer().commit();
            } catch (IOException | IllegalStateException e) {
                throw unwritable(e);
            }
        });
    }

    /**
     * Waits until the segments of the index are merged, as far as that makes searching faster; without it, small changes
     * one after another would leave many segments.
     *
     * @throws InputException if the disk is full or fails; the last commit stays
     */
    public void settle() {
        gate.run(() -> {
            try {
                IndexWriter open = writer();
                open.maybeMerge();
                if (open.getConfig().getMergeScheduler() instanceof Merges merges) {
                    merges.sync();
                }
                open.commit();
            } catch (IOException | IllegalStateException e) {
                throw unwritable(e);
            }
        });
    }

    /** Gives the space of removed pictures back to the file system, and leaves no trace of them. */
    public void purge() {
        gate.run(() -> {
            try {
                IndexWriter open = writer();
                open.forceMergeDeletes(true);
                open.commit();
                SearcherManager manager = manager();
                if (manager != null) {
                    manager.maybeRefreshBlocking(); // releases the old files
                }
                open.deleteUnusedFiles();
            } catch (IOException | IllegalStateException e) {
                throw unwritable(e);
            }
        });
    }

    private synchronized IndexWriter writer() {
        openWriter();
        if (writer == null) {
            throw new IllegalStateException("the index has no writer");
        }
        return writer;
    }

    /** Releases the lock of the writer. Changes that were not committed are dropped. */
    public void endChanges() {
        gate.run(this::closeWriter);
    }

    private synchronized void closeWriter() {
        try {
            if (writer != null) {
                writer.rollback();
                writer = null;
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Closes the index after the calls in progress have ended. Changes that were not committed are dropped. A second call does
     * nothing.
     *
     * @throws IllegalStateException if it is called from inside a call of this index
     */
    @Override
    public void close() {
        gate.close(this::release);
    }

    private synchronized void release() {
        IndexWriter open = writer;
        try {
            IOUtils.close(open == null ? null : open::rollback, searchers, directory); // all, also if one fails
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static Term pathTerm(String path) {
        return new Term(PictureDocument.PATH, path);
    }

    static Code code(BytesRef bytes) {
        return Code.fromBytes(Arrays.copyOfRange(bytes.bytes, bytes.offset, bytes.offset + bytes.length));
    }

    private InputException unwritable(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof FileSystemException)) {
            cause = cause.getCause(); // Lucene wraps the failure that closed its writer
        }
        String reason = cause instanceof IOException io ? FileFault.reason(io, folder) : String.valueOf(cause);
        return new InputException(
                folder + ": cannot be written (" + reason + "); the pictures of the last commit are kept; check the"
                        + " free space and the permissions, then add the rest again",
                e);
    }

    private static InputException unreadable(Path folder, IOException e) {
        return new InputException(
                folder + ": the index cannot be read (" + IndexFault.reason(e, folder)
                        + "); if its files are damaged, delete the gallery and add the pictures again",
                e);
    }

    /** A merge that fails, as on a full disk, leaves the index as it was; the commit that follows reports a lasting fault. */
    private static final class Merges extends ConcurrentMergeScheduler {
        @Override
        protected void handleMergeException(Throwable fault) {
            LOG.warn("parts of the index could not be merged ({}); it is whole", String.valueOf(fault));
        }
    }

    /** The graph's parameters. Readers find the format by the name that is in the index. */
    private static final class GraphCodec extends Lucene912Codec {
        private final KnnVectorsFormat graph = new Lucene99HnswVectorsFormat(CONNECTIONS, CANDIDATES);

        @Override
        public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return graph;
        }
    }
}
