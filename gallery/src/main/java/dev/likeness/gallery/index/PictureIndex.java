package dev.likeness.gallery.index;

import dev.likeness.error.InputException;
import dev.likeness.files.FileFault;
import dev.likeness.measure.Code;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The index of a gallery's pictures.
 *
 * <p>Readers see the last commit of any process. The first change takes the lock of the one writer, and keeps it until
 * {@link #close}. Thread-safe.
 */
public final class PictureIndex implements AutoCloseable {
    /** Malkov and Yashunin 2018: connections of a node, and candidates when a node is added. */
    private static final int CONNECTIONS = 16;

    private static final int CANDIDATES = 100;

    private static final double BUFFER_MEGABYTES = 64;

    private final Path folder;
    private final Directory directory;
    private final EmbeddingCache embeddings = new EmbeddingCache();
    private @Nullable SearcherManager searchers;
    private @Nullable IndexWriter writer;
    private boolean withGraph;

    private PictureIndex(Path folder, Directory directory) {
        this.folder = folder;
        this.directory = directory;
    }

    /**
     * Opens the index in a folder; an absent one is created by the first change.
     *
     * @throws InputException if the folder cannot be read
     */
    public static PictureIndex at(Path folder) {
        try {
            return new PictureIndex(folder, FSDirectory.open(folder));
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
        try {
            SearcherManager manager = manager();
            if (manager == null) {
                return look.apply(IndexView.EMPTY);
            }
            manager.maybeRefreshBlocking();
            IndexSearcher searcher = manager.acquire();
            try {
                return look.apply(new IndexView(searcher, embeddings));
            } finally {
                manager.release(searcher);
            }
        } catch (IOException | IndexView.Failure e) {
            throw unreadable(folder, e instanceof IndexView.Failure failure ? failure.cause() : (IOException) e);
        }
    }

    private synchronized @Nullable SearcherManager manager() throws IOException {
        if (searchers == null && DirectoryReader.indexExists(directory)) {
            searchers = new SearcherManager(directory, new SearcherFactory());
        }
        return searchers;
    }

    /**
     * Takes the lock of the writer; does nothing if this object has it.
     *
     * @throws InputException if another process is changing the gallery, or the folder is not writable
     */
    public synchronized void lockForChanges() {
        if (writer == null) {
            IndexWriterConfig config = new IndexWriterConfig();
            config.setCodec(new GraphCodec());
            config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
            config.setCommitOnClose(false);
            try {
                writer = new IndexWriter(directory, config);
                if (!DirectoryReader.indexExists(directory)) {
                    writer.commit();
                }
            } catch (LockObtainFailedException e) {
                throw new InputException(
                        folder + ": another process is adding to or changing this gallery; wait until it has ended."
                                + " Searching is possible meanwhile",
                        e);
            } catch (IOException | IllegalArgumentException e) {
                throw unwritable(e);
            }
        }
    }

    /** From now on pictures are also added to the graph, or no longer. */
    public synchronized void withGraph(boolean wanted) {
        withGraph = wanted;
    }

    /**
     * Adds a picture; it replaces one with the same path.
     *
     * @return whether the graph contains it: not if there is no graph, or if its embedding has no direction
     * @throws InputException if the disk is full or fails; what was committed stays
     */
    public boolean put(StoredPicture picture, Code code) {
        boolean graph;
        synchronized (this) {
            graph = withGraph;
        }
        float[] vector = graph ? SegmentEmbeddings.unit(code) : null;
        if (vector != null && isZero(vector)) {
            vector = null; // has no direction
        }
        try {
            writer().updateDocument(pathTerm(picture.path()), PictureDocument.of(picture, code.toBytes(), vector));
            return vector != null;
        } catch (IOException | IllegalStateException e) {
            throw unwritable(e);
        }
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
        try {
            writer().deleteDocuments(pathTerm(path));
        } catch (IOException | IllegalStateException e) {
            throw unwritable(e);
        }
    }

    /**
     * Makes all changes visible and lasting.
     *
     * @throws InputException if the disk is full or fails; the last commit stays
     */
    public void commit() {
        try {
            writer().commit();
        } catch (IOException | IllegalStateException e) {
            throw unwritable(e);
        }
    }

    /** Gives the space of removed pictures back to the file system, and leaves no trace of them. */
    public void purge() {
        try {
            IndexWriter open = writer();
            open.forceMergeDeletes(true);
            open.commit();
            boolean deleted = read(view -> view.hasDeletions());
            if (deleted) { // segments with few deletions are passed over
                open.forceMerge(1, true);
                open.commit();
            }
            SearcherManager manager = manager();
            if (manager != null) {
                manager.maybeRefreshBlocking(); // releases the old files
            }
            open.deleteUnusedFiles();
        } catch (IOException | IllegalStateException e) {
            throw unwritable(e);
        }
    }

    private synchronized IndexWriter writer() {
        lockForChanges();
        if (writer == null) {
            throw new IllegalStateException("the index has no writer");
        }
        return writer;
    }

    /** Releases the lock of the writer. Changes that were not committed are dropped. */
    public synchronized void endChanges() {
        try {
            if (writer != null) {
                writer.rollback();
                writer = null;
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Closes the index. Changes that were not committed are dropped. */
    @Override
    public synchronized void close() {
        try {
            if (writer != null) {
                writer.rollback();
                writer = null;
            }
            if (searchers != null) {
                searchers.close();
                searchers = null;
            }
            directory.close();
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
                folder + ": the index cannot be read (" + FileFault.reason(e, folder)
                        + "); if its files are damaged, delete the gallery and add the pictures again",
                e);
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
