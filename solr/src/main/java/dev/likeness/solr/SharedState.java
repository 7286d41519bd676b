package dev.likeness.solr;

import dev.likeness.error.InputException;
import dev.likeness.gallery.Answer;
import dev.likeness.gallery.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.params.CursorMarkParams;

/**
 * What all processes of a gallery share beside the pictures: people's answers, and a counter of changes. A collection with one
 * shard and as many copies as the pictures have. Thread-safe.
 */
final class SharedState {
    private static final int ROWS = 1000;
    private static final String CHANGES = "changes";
    private static final String MARK = "mark";
    private static final int ACTIVE_SECONDS = 20;

    private final Cluster cluster;
    private final String collection;

    SharedState(Cluster cluster, String collection) {
        this.cluster = cluster;
        this.collection = collection;
    }

    String collection() {
        return collection;
    }

    /** Counts a change of the pictures, and records its time by the clock of the cluster. */
    void changed() {
        SolrInputDocument document = new SolrInputDocument();
        document.setField("id", CHANGES);
        document.setField("kind", Map.of("set", CHANGES));
        document.setField("number", Map.of("inc", 1));
        document.setField("moment", Map.of("set", "NOW"));
        cluster.add(collection, List.of(document));
    }

    /** The number of counted changes. */
    long changes() {
        List<SolrDocument> found = cluster.documents(collection, List.of(CHANGES), "id", "number");
        return found.isEmpty()
                ? 0
                : PictureFields.number(found.get(0), "number").longValue();
    }

    /** Whether a process changed the pictures in the last seconds. */
    boolean isBeingChanged() {
        SolrQuery query = new SolrQuery("moment:[NOW-" + ACTIVE_SECONDS + "SECONDS TO *]");
        return cluster.query(collection, query.setRows(0)).getResults().getNumFound() > 0;
    }

    /**
     * Records or withdraws an answer. It is visible to all processes when this returns.
     *
     * @param pictures the collection with the pictures, whose count of answers is updated in place
     */
    void mark(Mark mark, Answer answer, String pictures) {
        String id = id(mark);
        if (answer == Answer.WITHDRAWN) {
            cluster.remove(collection, List.of(id));
        } else {
            SolrInputDocument document = new SolrInputDocument();
            document.setField("id", id);
            document.setField("kind", MARK);
            document.setField("path_a", mark.a());
            document.setField("path_b", mark.b());
            document.setField("content_a", mark.contentOfA());
            document.setField("content_b", mark.contentOfB());
            document.setField("answer", mark.same() ? "same" : "different");
            cluster.add(collection, List.of(document));
        }
        cluster.commit(collection);
        countAnswers(mark.contentOfA(), pictures);
        countAnswers(mark.contentOfB(), pictures);
    }

    /** One answer for two contents, in either order. */
    private static String id(Mark mark) {
        boolean ordered = mark.contentOfA().compareTo(mark.contentOfB()) <= 0;
        String first = ordered ? mark.contentOfA() : mark.contentOfB();
        String second = ordered ? mark.contentOfB() : mark.contentOfA();
        return MARK + "-" + first + "-" + second;
    }

    /** Sets the count of answers of all pictures with some contents. The field is updated in place; the vector is not touched. */
    private void countAnswers(String content, String pictures) {
        SolrQuery query = new SolrQuery("{!bool should=$a should=$b}");
        query.set("a", "{!term f=content_a v=$content}").set("b", "{!term f=content_b v=$content}");
        query.set("content", content);
        long answers = cluster.query(collection, query.setRows(0)).getResults().getNumFound();
        List<SolrInputDocument> updates = new ArrayList<>();
        new StoredPictures(cluster, pictures).withContent(content).forEach(picture -> {
            SolrInputDocument update = new SolrInputDocument();
            update.setField(PictureFields.ID, PictureFields.id(picture.path()));
            update.setField(PictureFields.ANSWERS, Map.of("set", answers));
            updates.add(update);
        });
        if (!updates.isEmpty()) {
            try {
                cluster.add(pictures, updates);
            } catch (InputException e) {
                if (!cluster.state().getCollection(pictures).isReadOnly()) {
                    throw e;
                }
                // the next generation counts the answers itself
            }
        }
    }

    /** All answers that count. */
    List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        forEachMark(document -> marks.add(new Mark(
                PictureFields.text(document, "path_a"),
                PictureFields.text(document, "path_b"),
                PictureFields.text(document, "answer").equals("same"),
                PictureFields.text(document, "content_a"),
                PictureFields.text(document, "content_b"))));
        return marks;
    }

    /** How many answers name each contents. */
    Map<String, Integer> answersByContent() {
        Map<String, Integer> answers = new HashMap<>();
        forEachMark(document -> {
            answers.merge(PictureFields.text(document, "content_a"), 1, Integer::sum);
            answers.merge(PictureFields.text(document, "content_b"), 1, Integer::sum);
        });
        return answers;
    }

    private void forEachMark(Consumer<SolrDocument> action) {
        String cursor = CursorMarkParams.CURSOR_MARK_START;
        while (true) {
            SolrQuery query = new SolrQuery("kind:" + MARK);
            query.setSort("id", SolrQuery.ORDER.asc).setRows(ROWS);
            query.set(CursorMarkParams.CURSOR_MARK_PARAM, cursor);
            QueryResponse page = cluster.query(collection, query);
            page.getResults().forEach(action);
            if (cursor.equals(page.getNextCursorMark())) {
                return;
            }
            cursor = page.getNextCursorMark();
        }
    }
}
