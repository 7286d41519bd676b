package dev.likeness.gallery.index;

import java.io.IOException;
import java.time.Instant;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** A picture as a document of the index, and back. */
final class PictureDocument {
    static final String PATH = "path";
    static final String CONTENT = "content";
    static final String PIXELS = "pixels";
    static final String CODE = "code";
    static final String VECTOR = "vector";

    private static final String BYTES = "bytes";
    private static final String MODIFIED_SECONDS = "modified";
    private static final String MODIFIED_NANOS = "modified-nanos";
    private static final String WIDTH = "width";
    private static final String HEIGHT = "height";
    private static final String SHARPNESS = "sharpness";

    private PictureDocument() {}

    /**
     * A document.
     *
     * @param code the byte form of the picture's code
     * @param vector its embedding of unit length, if the graph is to find it; null otherwise
     */
    static Document of(StoredPicture picture, byte[] code, float @Nullable [] vector) {
        Document document = new Document();
        document.add(new StringField(PATH, picture.path(), Field.Store.YES));
        document.add(new StringField(CONTENT, picture.file().content(), Field.Store.YES));
        document.add(new StringField(PIXELS, picture.image().pixels(), Field.Store.YES));
        document.add(new StoredField(BYTES, picture.file().bytes()));
        document.add(new StoredField(MODIFIED_SECONDS, picture.file().modified().getEpochSecond()));
        document.add(new StoredField(MODIFIED_NANOS, picture.file().modified().getNano()));
        document.add(new StoredField(WIDTH, picture.image().width()));
        document.add(new StoredField(HEIGHT, picture.image().height()));
        document.add(new StoredField(SHARPNESS, picture.image().sharpness()));
        document.add(new BinaryDocValuesField(CODE, new BytesRef(code)));
        if (vector != null) {
            document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
        }
        return document;
    }

    static StoredPicture read(IndexReader reader, int number) throws IOException {
        Document document = reader.storedFields().document(number);
        return new StoredPicture(
                text(document, PATH),
                new StoredPicture.File(
                        number(document, BYTES).longValue(),
                        Instant.ofEpochSecond(
                                number(document, MODIFIED_SECONDS).longValue(),
                                number(document, MODIFIED_NANOS).longValue()),
                        text(document, CONTENT)),
                new StoredPicture.Image(
                        number(document, WIDTH).intValue(),
                        number(document, HEIGHT).intValue(),
                        text(document, PIXELS),
                        number(document, SHARPNESS).doubleValue()));
    }

    private static String text(Document document, String name) throws IOException {
        String text = document.get(name);
        if (text == null) {
            throw new IOException("a document has no " + name);
        }
        return text;
    }

    private static Number number(Document document, String name) throws IOException {
        IndexableField field = document.getField(name);
        Number number = field == null ? null : field.numericValue();
        if (number == null) {
            throw new IOException("a document has no " + name);
        }
        return number;
    }
}
