package dev.likeness.solr;

import dev.likeness.gallery.PictureFilter;
import dev.likeness.gallery.index.StoredPicture;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.params.CursorMarkParams;

/** Reads the committed pictures of a collection. */
record StoredPictures(Cluster cluster, String collection) {
    private static final int ROWS = 500;

    long count() {
        return cluster.query(collection, new SolrQuery("*:*").setRows(0))
                .getResults()
                .getNumFound();
    }

    /** Calls back for every document of the pictures that Solr's part of a filter lets pass, in the order of their ids. */
    void forEach(Predicate<? super StoredPicture> filter, String[] fields, Consumer<SolrDocument> action) {
        String cursor = CursorMarkParams.CURSOR_MARK_START;
        while (true) {
            SolrQuery query = new SolrQuery("*:*");
            FilterQuery.add(query, filter);
            query.setSort(PictureFields.ID, SolrQuery.ORDER.asc).setRows(ROWS).setFields(fields);
            query.set(CursorMarkParams.CURSOR_MARK_PARAM, cursor);
            QueryResponse page = cluster.query(collection, query);
            page.getResults().forEach(action);
            if (cursor.equals(page.getNextCursorMark())) {
                return;
            }
            cursor = page.getNextCursorMark();
        }
    }

    void forEachPicture(Consumer<StoredPicture> action) {
        forEach(
                new PictureFilter.All(),
                PictureFields.OF_PICTURE,
                document -> action.accept(PictureFields.picture(document)));
    }

    List<StoredPicture> withContent(String content) {
        SolrQuery query = new SolrQuery("{!term f=" + PictureFields.CONTENT + " v=$content}");
        query.set("content", content);
        query.setSort(PictureFields.ID, SolrQuery.ORDER.asc).setRows(ROWS).setFields(PictureFields.OF_PICTURE);
        return cluster.query(collection, query).getResults().stream()
                .map(PictureFields::picture)
                .toList();
    }
}
