package dev.likeness.gallery;

import dev.likeness.Likeness;
import dev.likeness.Verdict;
import dev.likeness.gallery.index.IndexView;
import dev.likeness.gallery.index.Neighbour;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import dev.likeness.measure.CodeBlock;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.picture.Fit;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Searches one view of an index: the embedding finds a shortlist, and the whole score of the model ranks it, unless the model's
 * card says that this gains nothing.
 *
 * <p>The upright query decides unless it does not match: then a turned or mirrored query that does match replaces it.
 */
final class Search {
    /** The shortlist of the upright query, as a multiple of the hits, and at least. */
    private static final int SHORTLIST_PER_HIT = 10;

    private static final int MIN_SHORTLIST = 100;

    /** A turned copy is near the turned query: the first few are enough. */
    private static final int SHORTLIST_PER_ORIENTATION = 10;

    /** Turned queries are made from a picture of this side, in pixels. */
    private static final int TURNED_SIDE = 512;

    private final Likeness likeness;
    private final Measure measure;
    private final IndexView view;

    Search(Likeness likeness, IndexView view) {
        this.likeness = likeness;
        this.measure = likeness.measure();
        this.view = view;
    }

    /** The best hits for a picture. */
    List<Hit> hits(Picture picture, SearchSettings settings) {
        Map<Orientation, Code> queries = new LinkedHashMap<>();
        queries.put(Orientation.UPRIGHT, measure.encode(picture, Side.A));
        if (settings.orientations()) {
            Picture small = reduced(picture);
            for (Orientation orientation : Orientation.values()) {
                queries.computeIfAbsent(orientation, other -> measure.encode(other.of(small), Side.A));
            }
        }
        return hits(queries, settings);
    }

    private static Picture reduced(Picture picture) {
        int longer = Math.max(picture.width(), picture.height());
        if (longer <= TURNED_SIDE) {
            return picture;
        }
        int width = Math.max(1, picture.width() * TURNED_SIDE / longer);
        int height = Math.max(1, picture.height() * TURNED_SIDE / longer);
        return new Picture(width, height, Resizer.fit(picture, new PictureShape(width, height, 3), Fit.STRETCH));
    }

    private List<Hit> hits(Map<Orientation, Code> queries, SearchSettings settings) {
        boolean byScore = likeness.card().map(card -> card.reRanking().on()).orElse(true);
        ToDoubleFunction<Scored> rank = byScore ? Scored::score : Scored::cosine;
        int shortlist = Math.max(MIN_SHORTLIST, SHORTLIST_PER_HIT * settings.most());
        while (true) {
            Map<Integer, Scored> best = scored(queries, shortlist, settings.exact());
            List<Hit> hits = new ArrayList<>();
            for (Map.Entry<Integer, Scored> found : best.entrySet().stream()
                    .sorted(Map.Entry.<Integer, Scored>comparingByValue(Comparator.comparingDouble(rank))
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .toList()) {
                StoredPicture picture = view.picture(found.getKey());
                if (hits.size() < settings.most()
                        && settings.filter().test(picture)
                        && Files.exists(picture.location())) {
                    hits.add(found.getValue().hit(picture));
                }
            }
            if (hits.size() == settings.most() || shortlist >= view.size()) {
                return hits;
            }
            shortlist = Math.min(view.size(), 4 * shortlist); // the filter has left too few
        }
    }

    /** The answer for one picture; the cosine is that of the embeddings. */
    private record Scored(Verdict verdict, double cosine, Orientation orientation) {
        double score() {
            return verdict.score();
        }

        Hit hit(StoredPicture picture) {
            return new Hit(picture.location(), verdict.score(), verdict.probability(), verdict.match(), orientation);
        }
    }

    private Map<Integer, Scored> scored(Map<Orientation, Code> queries, int shortlist, boolean exact) {
        Map<Orientation, List<Integer>> near = new LinkedHashMap<>();
        List<Integer> candidates = new ArrayList<>();
        queries.forEach((orientation, code) -> {
            int most = orientation == Orientation.UPRIGHT ? shortlist : SHORTLIST_PER_ORIENTATION;
            List<Integer> found = view.nearest(code, most, exact).stream()
                    .map(Neighbour::document)
                    .toList();
            near.put(orientation, found);
            candidates.addAll(found);
        });
        List<Integer> documents = candidates.stream().distinct().toList();
        Map<Integer, Code> codes = new HashMap<>();
        documents.forEach(document -> codes.put(document, view.code(document)));
        Map<Integer, Scored> best = new LinkedHashMap<>();
        queries.forEach((orientation, query) -> {
            boolean upright = orientation == Orientation.UPRIGHT;
            List<Integer> compared = upright ? documents : near.getOrDefault(orientation, List.of());
            double[] scores = scores(query, compared.stream().map(codes::get).toList());
            for (int i = 0; i < scores.length; i++) {
                Scored answer = new Scored(
                        likeness.verdict(scores[i]),
                        query.cosine(Objects.requireNonNull(codes.get(compared.get(i)))),
                        orientation);
                best.merge(compared.get(i), answer, Search::better);
            }
        });
        return best;
    }

    private static Scored better(Scored before, Scored other) {
        boolean replaces = other.verdict().match()
                && (!before.verdict().match()
                        || (before.orientation() != Orientation.UPRIGHT && other.score() > before.score()));
        return replaces ? other : before;
    }

    private double[] scores(Code query, List<Code> codes) {
        if (codes.isEmpty()) {
            return new double[0];
        }
        try (CodeBlock block = measure.block(codes, Side.B)) {
            return block.compare(List.of(query))[0];
        }
    }
}
