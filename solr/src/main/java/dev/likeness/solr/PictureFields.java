package dev.likeness.solr;

import dev.likeness.error.InputException;
import dev.likeness.files.Sha256;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.gallery.index.UnitEmbedding;
import dev.likeness.measure.Code;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;

/** A picture as a document of the cluster, and back. docs/solr.md describes the fields. */
final class PictureFields {
    static final String ID = "id";
    static final String PATH = "path";
    static final String CONTENT = "content";
    static final String CODE = "code";
    static final String VECTOR = "vector";
    static final String ANSWERS = "answers";
    static final String MODIFIED = "modified";

    private static final String PIXELS = "pixels";
    private static final String BYTES = "bytes";
    private static final String NANOS = "modified_nanos";
    private static final String WIDTH = "width";
    private static final String HEIGHT = "height";
    private static final String SHARPNESS = "sharpness";

    /** The fields of {@link #picture}. */
    static final String[] OF_PICTURE = {ID, PATH, CONTENT, PIXELS, BYTES, MODIFIED, NANOS, WIDTH, HEIGHT, SHARPNESS};

    /** The fields of {@link #picture} and {@link #code}. */
    static final String[] WITH_CODE = {ID, PATH, CONTENT, PIXELS, BYTES, MODIFIED, NANOS, WIDTH, HEIGHT, SHARPNESS, CODE
    };

    private PictureFields() {}

    /** The id of the picture at a path: a path can be longer than ids may be, and contain what Solr routes by. */
    static String id(String path) {
        return Sha256.hex(path.getBytes(StandardCharsets.UTF_8));
    }

    /** @param answers the number of answers that people gave about the contents of the picture */
    static SolrInputDocument document(StoredPicture picture, Code code, int answers) {
        SolrInputDocument document = new SolrInputDocument();
        document.setField(ID, id(picture.path()));
        document.setField(PATH, picture.path());
        document.setField(CONTENT, picture.file().content());
        document.setField(PIXELS, picture.image().pixels());
        document.setField(BYTES, picture.file().bytes());
        document.setField(MODIFIED, picture.file().modified().getEpochSecond());
        document.setField(NANOS, picture.file().modified().getNano());
        document.setField(WIDTH, picture.image().width());
        document.setField(HEIGHT, picture.image().height());
        document.setField(SHARPNESS, picture.image().sharpness());
        document.setField(CODE, code.toBytes());
        document.setField(VECTOR, vector(code));
        document.setField(ANSWERS, answers);
        return document;
    }

    private static List<Float> vector(Code code) {
        float[] unit = UnitEmbedding.of(code);
        List<Float> vector = new ArrayList<>(unit.length);
        for (float value : unit) {
            vector.add(value);
        }
        return vector;
    }

    static StoredPicture picture(SolrDocument document) {
        return new StoredPicture(
                text(document, PATH),
                new StoredPicture.File(
                        number(document, BYTES).longValue(),
                        Instant.ofEpochSecond(
                                number(document, MODIFIED).longValue(),
                                number(document, NANOS).longValue()),
                        text(document, CONTENT)),
                new StoredPicture.Image(
                        number(document, WIDTH).intValue(),
                        number(document, HEIGHT).intValue(),
                        text(document, PIXELS),
                        number(document, SHARPNESS).doubleValue()));
    }

    static Code code(SolrDocument document) {
        if (document.getFieldValue(CODE) instanceof byte[] bytes) {
            return Code.fromBytes(bytes);
        }
        throw missing(document, CODE);
    }

    static String text(SolrDocument document, String field) {
        if (document.getFieldValue(field) instanceof String text) {
            return text;
        }
        throw missing(document, field);
    }

    static Number number(SolrDocument document, String field) {
        if (document.getFieldValue(field) instanceof Number number) {
            return number;
        }
        throw missing(document, field);
    }

    private static InputException missing(SolrDocument document, String field) {
        return new InputException("the document " + document.getFieldValue(ID) + " of the cluster has no " + field
                + "; another program has changed it; remove it, and add the picture again");
    }
}
