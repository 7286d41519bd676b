package dev.likeness.gallery;

import dev.likeness.Likeness;
import dev.likeness.Verdict;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import dev.likeness.measure.CodeBlock;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.picture.Fit;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Searches pictures: the embedding finds a shortlist, and the whole score of the model ranks it, unless the model's
 * card says that this gains nothing.
 *
 * <p>The upright query decides unless it does not match: then a turned or mirrored query that does match replaces it.
 */
public final class Search<K extends Comparable<K>> {
    /** The shortlist of the upright query, as a multiple of the hits, and at least. */
    private static final int SHORTLIST_PER_HIT = 10;

    private static final int MIN_SHORTLIST = 100;

    /** A turned copy is near the turned query: the first few are enough. */
    private static final int SHORTLIST_PER_ORIENTATION = 10;

    /** Turned queries are made from a picture of this side, in pixels. */
    private static final int TURNED_SIDE = 512;

    private final Likeness likeness;
    private final Measure measure;
    private final SearchedPictures<K> pictures;

    /** @param likeness the model that made the codes of the pictures */
    public Search(Likeness likeness, SearchedPictures<K> pictures) {
        this.likeness = likeness;
        this.measure = likeness.measure();
        this.pictures = pictures;
    }

    /** The best hits for a picture, the best first. */
    public List<Hit> hits(Picture picture, SearchSettings settings) {
        return hits(queries(measure, picture, settings), settings);
    }

    /** The codes of a picture in the orientations that are searched. */
    public static Map<Orientation, Code> queries(Measure measure, Picture picture, SearchSettings settings) {
        Map<Orientation, Code> queries = new LinkedHashMap<>();
        queries.put(Orientation.UPRIGHT, measure.encode(picture, Side.A));
        if (settings.orientations()) {
            Picture small = reduced(picture);
            for (Orientation orientation : Orientation.values()) {
                queries.computeIfAbsent(orientation, other -> measure.encode(other.of(small), Side.A));
            }
        }
        return queries;
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

    /**
     * The best hits for the codes of a picture, the best first.
     *
     * @param queries as {@link #queries} gives them
     */
    public List<Hit> hits(Map<Orientation, Code> queries, SearchSettings settings) {
        boolean byScore = likeness.card().map(card -> card.reRanking().on()).orElse(true);
        ToDoubleFunction<Scored> rank = byScore ? Scored::score : Scored::cosine;
        int shortlist = Math.max(MIN_SHORTLIST, SHORTLIST_PER_HIT * settings.most());
        int before = 0;
        while (true) {
            Shortlists<K> near = shortlists(queries, shortlist);
            List<Hit> hits = new ArrayList<>();
            for (Map.Entry<K, Scored> found : scored(queries, near).entrySet().stream()
                    .sorted(Map.Entry.<K, Scored>comparingByValue(Comparator.comparingDouble(rank))
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .toList()) {
                if (hits.size() == settings.most()) {
                    break;
                }
                StoredPicture picture = pictures.picture(found.getKey());
                if (settings.filter().test(picture) && pictures.isWanted(picture)) {
                    hits.add(found.getValue().hit(picture));
                }
            }
            boolean isAll =
                    near.upright() < shortlist && near.upright() <= before; // a graph may find less than there is
            if (hits.size() == settings.most() || isAll || shortlist >= pictures.mostNear()) {
                return hits;
            }
            before = near.upright();
            shortlist = Math.min(pictures.mostNear(), 4 * shortlist); // the filter has left too few
        }
    }

    /**
     * What is compared.
     *
     * @param upright the number of pictures in the shortlist of the upright query
     */
    private record Shortlists<K>(Map<Orientation, List<K>> near, int upright) {
        List<K> all() {
            return near.values().stream().flatMap(List::stream).distinct().toList();
        }
    }

    /** The answer for one picture; the cosine is that of the embeddings. */
    private record Scored(Verdict verdict, double cosine, Orientation orientation) {
        double score() {
            return verdict.score();
        }

        Hit hit(StoredPicture picture) {
            return new Hit(picture, verdict.score(), verdict.probability(), verdict.match(), orientation);
        }
    }

    private Shortlists<K> shortlists(Map<Orientation, Code> queries, int shortlist) {
        List<Orientation> orientations = List.copyOf(queries.keySet());
        List<List<K>> found = pictures.nearest(queries.entrySet().stream()
                .map(query -> new SearchedPictures.Query(
                        query.getValue(),
                        query.getKey() == Orientation.UPRIGHT ? shortlist : SHORTLIST_PER_ORIENTATION))
                .toList());
        Map<Orientation, List<K>> near = new LinkedHashMap<>();
        for (int i = 0; i < found.size(); i++) {
            near.put(orientations.get(i), found.get(i));
        }
        return new Shortlists<>(
                near, near.getOrDefault(Orientation.UPRIGHT, List.of()).size());
    }

    private Map<K, Scored> scored(Map<Orientation, Code> queries, Shortlists<K> near) {
        List<K> all = near.all();
        Map<K, Code> codes = new HashMap<>();
        all.forEach(key -> codes.put(key, pictures.code(key)));
        Map<K, Scored> best = new LinkedHashMap<>();
        queries.forEach((orientation, query) -> {
            boolean upright = orientation == Orientation.UPRIGHT;
            List<K> compared = upright ? all : near.near().getOrDefault(orientation, List.of());
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
