package dev.likeness.solr;

import dev.likeness.gallery.PictureFilter;
import dev.likeness.gallery.index.StoredPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.solr.client.solrj.SolrQuery;

/**
 * What Solr can apply of a filter, before it looks for the nearest pictures. It lets pass at least what the filter lets pass;
 * the filter itself tests what was found. Values are parameters of their own, so that none is read as a part of a query.
 */
final class FilterQuery {
    private final SolrQuery query;
    private int number;

    private FilterQuery(SolrQuery query) {
        this.query = query;
    }

    /** Adds the filter to a query. */
    static void add(SolrQuery query, Predicate<? super StoredPicture> filter) {
        FilterQuery parts = new FilterQuery(query);
        parts.conjunction(filter).forEach(query::addFilterQuery);
    }

    private List<String> conjunction(Predicate<? super StoredPicture> filter) {
        if (filter instanceof PictureFilter.Both both) {
            List<String> all = new ArrayList<>(conjunction(both.first()));
            all.addAll(conjunction(both.second()));
            return all;
        }
        if (filter instanceof PictureFilter.Under under) {
            return List.of(either(List.of(
                    "{!term f=" + PictureFields.PATH + " v=$" + parameter(under.path()) + "}",
                    "{!prefix f=" + PictureFields.PATH + " v=$" + parameter(under.inside()) + "}")));
        }
        if (filter instanceof PictureFilter.ModifiedAfter after) {
            return List.of(PictureFields.MODIFIED + ":[" + after.time().getEpochSecond() + " TO *]");
        }
        if (filter instanceof PictureFilter.AnyOf any && !any.filters().isEmpty()) {
            return anyOf(any.filters());
        }
        return List.of();
    }

    private List<String> anyOf(List<PictureFilter> filters) {
        List<String> choices = new ArrayList<>();
        for (PictureFilter filter : filters) {
            List<String> parts = conjunction(filter);
            if (parts.size() != 1) {
                return List.of(); // one of the choices is not a single query: everything found is tested
            }
            choices.add(parts.get(0));
        }
        return List.of(either(choices));
    }

    private String either(List<String> choices) {
        StringBuilder all = new StringBuilder("{!bool");
        choices.forEach(choice -> all.append(" should=$").append(parameter(choice)));
        return all.append('}').toString();
    }

    private String parameter(String value) {
        String name = "filter" + number++;
        query.set(name, value);
        return name;
    }
}
