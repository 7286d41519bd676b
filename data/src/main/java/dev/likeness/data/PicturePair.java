package dev.likeness.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two pictures of a data set, and whether they show the same thing. */
public record PicturePair(LabelledPicture a, LabelledPicture b, boolean match) {
    /** The pictures of these pairs, each once, in order of first appearance. */
    public static List<LabelledPicture> pictures(List<PicturePair> pairs) {
        Map<String, LabelledPicture> pictures = new LinkedHashMap<>();
        for (PicturePair pair : pairs) {
            pictures.put(pair.a.name(), pair.a);
            pictures.put(pair.b.name(), pair.b);
        }
        return List.copyOf(pictures.values());
    }

    /** The number of these pairs that match. */
    public static long matches(List<PicturePair> pairs) {
        return pairs.stream().filter(PicturePair::match).count();
    }

    /** Whether these pairs contain matches and non-matches. */
    public static boolean hasBothClasses(List<PicturePair> pairs) {
        long matches = matches(pairs);
        return matches > 0 && matches < pairs.size();
    }
}
