package dev.likeness.data;

import dev.likeness.error.InputException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The {@code pairs} format: a CSV file {@code a,b,label[,split]} whose rows name two pictures, relative to the file.
 *
 * @param pictures identity: the component of pictures connected by matching pairs
 * @param pairs every row, in the order of the file
 * @param splits for each pair by index, the word in its fourth column ({@code train}, {@code validation} or
 *     {@code test}); empty where the file has no such column
 * @param unusable the rows that are not among the pairs, and why, in the order of the file
 */
public record Pairs(
        String name,
        List<LabelledPicture> pictures,
        List<PicturePair> pairs,
        Map<Integer, String> splits,
        List<UnusableRow> unusable,
        String hash)
        implements DataSet {
    public Pairs {
        pictures = List.copyOf(pictures);
        pairs = List.copyOf(pairs);
        splits = Map.copyOf(splits);
        unusable = List.copyOf(unusable);
    }

    /** Every row of which is a pair. */
    public Pairs(
            String name,
            List<LabelledPicture> pictures,
            List<PicturePair> pairs,
            Map<Integer, String> splits,
            String hash) {
        this(name, pictures, pairs, splits, List.of(), hash);
    }

    /**
     * A row that is no pair.
     *
     * @param name the file and the row, as {@code pairs.csv, row 7}
     * @param reason one line that says what is wrong with it, with the path of the file
     */
    public record UnusableRow(String name, String reason) {}

    /** The same pairs, out of a file that had these rows as well. */
    public Pairs beside(List<UnusableRow> rows) {
        return new Pairs(name, pictures, pairs, splits, rows, hash);
    }

    /** With the hash of these pictures, which are sorted by name, and of the rows. */
    public static Pairs of(
            String name, List<LabelledPicture> pictures, List<PicturePair> pairs, Map<Integer, String> splits) {
        DataHash hash = new DataHash().addAll(pictures);
        for (int i = 0; i < pairs.size(); i++) {
            PicturePair pair = pairs.get(i);
            hash.add(pair.a().name(), pair.b().name(), pair.match() ? "1" : "0", splits.getOrDefault(i, ""));
        }
        return new Pairs(name, pictures, pairs, splits, hash.hex());
    }

    @Override
    public String format() {
        return "pairs";
    }

    @Override
    public List<LabelledPicture> judged() {
        return PicturePair.pictures(judgedPairs());
    }

    /**
     * The pairs that are there to judge by: those of the split {@code test}, else {@code validation}; all, where there
     * are no splits.
     *
     * @throws InputException if all are there to train on
     */
    public List<PicturePair> judgedPairs() {
        if (splits.isEmpty()) {
            return pairs;
        }
        for (String split : List.of("test", "validation")) {
            List<PicturePair> rows = IntStream.range(0, pairs.size())
                    .filter(i -> split.equals(splits.get(i)))
                    .mapToObj(pairs::get)
                    .toList();
            if (!rows.isEmpty()) {
                return rows;
            }
        }
        throw new InputException(name + ": all its pairs are of the split 'train', and judging a model by what it was"
                + " trained on tells nothing; mark some as 'test'");
    }
}
