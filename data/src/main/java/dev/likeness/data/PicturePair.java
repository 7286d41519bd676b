package dev.likeness.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two pictures of a data set, and whether they show the same thing. */
public record PicturePair(LabelledPicture a, LabelledPicture b, boolean match) {
    /** The pictures of these pairs, each once, in the order in which they come. */
    public static List<LabelledPicture> pictures(List<PicturePair> pairs) {
        Map<String, LabelledPicture> pictures = new LinkedHashMap<>();
        for (PicturePair pair : pairs) {
            pictures.put(pair.a.name(), pair.a);
            pictures.put(pair.b.name(), pair.b);
        }
        return List.copyOf(pictures.values());
    }
}
