package dev.likeness.gallery.index;

import dev.likeness.measure.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.Bits;

/**
 * One commit of an index. Documents are numbered from 0 to {@link #end}; some numbers belong to removed pictures. Thread-safe.
 */
public final class IndexView {
    /** Up to this number of pictures a query is compared with all of them; above, the graph finds the nearest. */
    public static final int EXACT_LIMIT = 50_000;

    static final IndexView EMPTY = empty();

    private final IndexSearcher searcher;
    private final EmbeddingCache embeddings;
    private final int exactLimit;

    IndexView(IndexSearcher searcher, EmbeddingCache embeddings, int exactLimit) {
        this.exactLimit = exactLimit;
        this.searcher = searcher;
        this.embeddings = embeddings;
    }

    private static IndexView empty() {
        try {
            return new IndexView(new IndexSearcher(new MultiReader()), new EmbeddingCache(), EXACT_LIMIT);
        } catch (IOException e) {
            throw new IllegalStateException("an empty index failed", e);
        }
    }

    /** A failure to read the index; {@link PictureIndex#read} says which index. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final IOException cause;

        Failure(IOException cause) {
            super(cause);
            this.cause = cause;
        }

        IOException cause() {
            return cause;
        }
    }

    private interface Reading<R> {
        R get() throws IOException;
    }

    private static <R> R reading(Reading<R> reading) {
        try {
            return reading.get();
        } catch (IOException e) {
            throw new Failure(e);
        }
    }

    /** Verifies the checksums of all files of the index. One line for each damaged segment. */
    public List<String> damage() {
        List<String> damage = new ArrayList<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            if (leaf.reader() instanceof CodecReader reader) {
                try {
                    reader.checkIntegrity();
                } catch (IOException e) {
                    damage.add("the index: " + IndexFault.reason(e, Path.of("")));
                }
            }
        }
        return damage;
    }

    /** The number of pictures. */
    public int size() {
        return searcher.getIndexReader().numDocs();
    }

    /** A number that every commit changes. */
    public long version() {
        return searcher.getIndexReader() instanceof DirectoryReader reader ? reader.getVersion() : 0;
    }

    /** One more than the largest number of a document. */
    public int end() {
        return searcher.getIndexReader().maxDoc();
    }

    /** Whether searches use the graph. */
    public boolean hasGraph() {
        return size() > exactLimit;
    }

    /** The numbers of all pictures, in the order in which they were added. */
    public void forEach(IntConsumer action) {
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            Bits live = leaf.reader().getLiveDocs();
            for (int i = 0; i < leaf.reader().maxDoc(); i++) {
                if (live == null || live.get(i)) {
                    action.accept(leaf.docBase + i);
                }
            }
        }
    }

    /** The picture with a number. */
    public StoredPicture picture(int document) {
        return reading(() -> PictureDocument.read(searcher.getIndexReader(), document));
    }

    /** The code of the picture with a number. */
    public Code code(int document) {
        return reading(() -> {
            List<LeafReaderContext> leaves = searcher.getLeafContexts();
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
            BinaryDocValues codes = DocValues.getBinary(leaf.reader(), PictureDocument.CODE);
            if (!codes.advanceExact(document - leaf.docBase)) {
                throw new IOException("document " + document + " has no code");
            }
            return PictureIndex.code(codes.binaryValue());
        });
    }

    /** The picture at a path. */
    public Optional<Integer> at(String path) {
        return with(new Term(PictureDocument.PATH, path)).stream().findFirst();
    }

    /** The pictures whose files have these bytes, in the order in which they were added. */
    public List<Integer> withContent(String content) {
        return with(new Term(PictureDocument.CONTENT, content));
    }

    private List<Integer> with(Term term) {
        return reading(() -> {
            List<Integer> found = new ArrayList<>();
            for (LeafReaderContext leaf : searcher.getLeafContexts()) {
                PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
                Bits live = leaf.reader().getLiveDocs();
                while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                    if (live == null || live.get(postings.docID())) {
                        found.add(leaf.docBase + postings.docID());
                    }
                }
            }
            return found;
        });
    }

    /**
     * The pictures nearest to a code by the cosine of the embeddings.
     *
     * @param exact whether the code is compared with all pictures; otherwise that depends on their number
     * @return at most {@code most}, the nearest first
     */
    public List<Neighbour> nearest(Code query, int most, boolean exact) {
        return nearest(List.of(query), most, exact).get(0);
    }

    /**
     * The pictures nearest to each of several codes, which share the work of reading the embeddings.
     *
     * @param exact whether the codes are compared with all pictures; otherwise that depends on their number
     * @return for each query at most {@code most}, the nearest first
     */
    public List<List<Neighbour>> nearest(List<Code> queries, int most, boolean exact) {
        List<float[]> units = queries.stream().map(UnitEmbedding::of).toList();
        boolean all = exact || !hasGraph();
        return reading(() -> {
            List<Nearest> found = units.stream().map(unit -> new Nearest(most)).toList();
            for (LeafReaderContext leaf : searcher.getLeafContexts()) {
                LeafReader segment = leaf.reader();
                scan(leaf, all ? embeddings.all(segment) : embeddings.outsideGraph(segment), units, found);
            }
            for (int q = 0; q < units.size() && !all; q++) {
                byGraph(units.get(q), most, found.get(q));
            }
            return found.stream().map(Nearest::sorted).toList();
        });
    }

    private static void scan(
            LeafReaderContext leaf, SegmentEmbeddings embeddings, List<float[]> units, List<Nearest> found) {
        Bits live = leaf.reader().getLiveDocs();
        embeddings.cosines(units, (query, number, cosine) -> {
            if (live == null || live.get(number)) {
                found.get(query).offer(leaf.docBase + number, cosine);
            }
        });
    }

    private void byGraph(float[] unit, int most, Nearest found) throws IOException {
        KnnFloatVectorQuery query = new KnnFloatVectorQuery(PictureDocument.VECTOR, unit, most);
        for (ScoreDoc hit : searcher.search(query, most).scoreDocs) {
            found.offer(hit.doc, 2 * hit.score - 1); // Lucene's score of an inner product is (1 + product) / 2
        }
    }

    /** The numbers of the pictures that the graph does not contain. */
    public List<Integer> outsideGraph() {
        return reading(() -> {
            List<Integer> outside = new ArrayList<>();
            for (LeafReaderContext leaf : searcher.getLeafContexts()) {
                Bits live = leaf.reader().getLiveDocs();
                for (int number : SegmentEmbeddings.numbersOutsideGraph(leaf.reader())) {
                    if (live == null || live.get(number)) {
                        outside.add(leaf.docBase + number);
                    }
                }
            }
            return outside;
        });
    }

    /** The nearest of those that were offered. */
    private static final class Nearest {
        private final int most;
        private final PriorityQueue<Neighbour> farthestFirst = new PriorityQueue<>(Neighbour.NEAREST_FIRST.reversed());

        Nearest(int most) {
            this.most = most;
        }

        void offer(int document, double cosine) {
            if (farthestFirst.size() < most || isNearer(cosine)) {
                farthestFirst.add(new Neighbour(document, cosine));
                if (farthestFirst.size() > most) {
                    farthestFirst.poll();
                }
            }
        }

        private boolean isNearer(double cosine) {
            Neighbour farthest = farthestFirst.peek();
            return farthest != null && cosine > farthest.cosine();
        }

        List<Neighbour> sorted() {
            List<Neighbour> found = new ArrayList<>(farthestFirst);
            found.sort(Neighbour.NEAREST_FIRST);
            return found;
        }
    }
}
