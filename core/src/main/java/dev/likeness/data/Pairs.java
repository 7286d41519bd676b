package dev.likeness.data;

import java.util.List;
import java.util.Map;

/**
 * The {@code pairs} format: a CSV file {@code a,b,label[,split]} whose rows name two pictures, relative to the file.
 *
 * @param pictures identity: the component of pictures connected by matching pairs
 * @param pairs every row, in the order of the file
 * @param splits for each pair by index, the word in its fourth column ({@code train}, {@code validation} or
 *     {@code test}); empty where the file has no such column
 */
public record Pairs(
        String name, List<LabelledPicture> pictures, List<PicturePair> pairs, Map<Integer, String> splits, String hash)
        implements DataSet {
    public Pairs {
        pictures = List.copyOf(pictures);
        pairs = List.copyOf(pairs);
        splits = Map.copyOf(splits);
    }

    @Override
    public String format() {
        return "pairs";
    }
}
