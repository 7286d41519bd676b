package dev.likeness.data.format;

import dev.likeness.data.ConnectedPictures;
import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.Pairs;
import dev.likeness.data.PathNames;
import dev.likeness.data.PicturePair;
import dev.likeness.data.SplitName;
import dev.likeness.data.UnusableRow;
import dev.likeness.error.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A CSV file with the header {@code a,b,label[,split]}; each row names two pictures and whether they match. */
final class PairsFormat implements DataFormat {
    private static final String FILE = "pairs.csv";
    private static final CsvTable.Header HEADER =
            new CsvTable.Header(List.of("a", "b", "label"), "a,b,label or a,b,label,split");

    /** A file with more unusable rows is not a list of pairs, and the reasons would fill the memory. */
    private static final int MAX_UNUSABLE = 100_000;

    @Override
    public String name() {
        return "pairs";
    }

    @Override
    public String layout() {
        return "a .csv file, or one " + FILE + " among the pictures, with the header a,b,label[,split]";
    }

    @Override
    public boolean recognises(FileTree tree) {
        return lists(tree).size() == 1;
    }

    private static List<String> lists(FileTree tree) {
        List<String> files = tree.files();
        if (files.size() == 1 && files.get(0).toLowerCase(Locale.ROOT).matches("(?s).*\\.(csv|tsv)")) {
            return files;
        }
        return files.stream()
                .filter(file -> PathNames.lastOf(file).equalsIgnoreCase(FILE))
                .toList();
    }

    @Override
    public DataSet read(FileTree tree) {
        List<String> lists = lists(tree);
        if (lists.size() != 1) {
            throw new InputException(tree.name() + ": it contains " + lists.size() + " files named " + FILE
                    + ", but one is expected; name the .csv file itself");
        }
        String list = lists.get(0);
        try (CsvTable table = new CsvTable(tree.stream(list), tree.describe(list), HEADER)) {
            Rows rows = new Rows(tree, list, table.has("split"));
            for (CsvTable.Row row = table.next(); row != null; row = table.next()) {
                rows.add(row);
            }
            return rows.toPairs();
        }
    }

    /** The rows read so far. */
    private static final class Rows {
        private final FileTree tree;
        private final String list;
        private final String folder;
        private final boolean split;
        private final List<Row> rows = new ArrayList<>();
        private final List<UnusableRow> unusable = new ArrayList<>();
        private final ConnectedPictures connected = new ConnectedPictures();

        Rows(FileTree tree, String list, boolean split) {
            this.tree = tree;
            this.list = list;
            this.folder = PathNames.folderOf(list);
            this.split = split;
        }

        /** Adds a row, or the reason why it is unusable. */
        void add(CsvTable.Row fields) {
            try {
                Row row = row(fields);
                rows.add(row);
                connected.add(row.a);
                connected.add(row.b);
                if (row.match) {
                    connected.join(row.a, row.b);
                }
            } catch (InputException e) {
                unusable.add(new UnusableRow(
                        PathNames.lastOf(list) + ", row " + fields.line(), String.valueOf(e.getMessage())));
                if (unusable.size() > MAX_UNUSABLE) {
                    throw new InputException(tree.describe(list) + ": more than " + MAX_UNUSABLE
                            + " of its rows are unusable; the first: "
                            + unusable.get(0).reason());
                }
            }
        }

        private Row row(CsvTable.Row fields) {
            String where = fields.where();
            if (fields.fault() != null) {
                throw new InputException(where + ": " + fields.fault());
            }
            String a = picture(fields.field("a"), "a", where);
            String b = picture(fields.field("b"), "b", where);
            if (a.equals(b)) {
                throw new InputException(
                        where + ": a and b are the same picture, " + a + "; a pair needs two pictures; remove the row");
            }
            return new Row(a, b, label(fields.field("label"), where), split ? split(fields, where) : "");
        }

        private static String split(CsvTable.Row fields, String where) {
            String written = fields.field("split").strip();
            return SplitName.of(written)
                    .map(SplitName::word)
                    .orElseThrow(() -> new InputException(where + ": the split is \"" + written
                            + "\"; allowed are train, validation and test; correct the row"));
        }

        private String picture(String written, String column, String where) {
            if (written.isBlank()) {
                throw new InputException(where + ": the path in the column " + column
                        + " is empty; expected a path relative to the CSV file; correct the row");
            }
            String inside = PathNames.inside(written);
            if (inside == null) {
                throw new InputException(where + ": the picture \"" + written + "\" is outside the folder of the"
                        + " CSV file; expected a path relative to that folder; move the CSV file up, or the"
                        + " picture into the folder");
            }
            String file = folder.isEmpty() ? inside : folder + "/" + inside;
            if (inside.isEmpty() || !tree.has(file)) {
                throw new InputException(where + ": there is no picture \"" + written
                        + "\"; expected a path relative to the CSV file; correct the row or add the picture");
            }
            return file;
        }

        private static boolean label(String written, String where) {
            return switch (written.strip().toLowerCase(Locale.ROOT)) {
                case "1", "1.0", "true", "t", "yes", "y", "same", "match" -> true;
                case "0", "0.0", "false", "f", "no", "n", "different", "no match", "no-match", "non-match" -> false;
                default ->
                    throw new InputException(where + ": the label is \"" + written
                            + "\"; allowed are 1, true, yes, same or match, and 0, false, no, different or no-match;"
                            + " correct the row");
            };
        }

        Pairs toPairs() {
            if (rows.isEmpty() && !unusable.isEmpty()) {
                throw new InputException(tree.describe(list) + ": none of its " + unusable.size()
                        + " rows can be used; the first: "
                        + unusable.get(0).reason());
            }
            if (rows.isEmpty()) {
                throw new InputException(tree.describe(list)
                        + ": there are no pairs in it; expected the header a,b,label[,split] and a row for each pair");
            }
            Map<String, LabelledPicture> pictures = new TreeMap<>();
            for (String file : connected.names()) {
                pictures.put(file, tree.picture(file, connected.identity(file), ""));
            }
            List<PicturePair> pairs = new ArrayList<>();
            Map<Integer, String> splits = new HashMap<>();
            for (Row row : rows) {
                if (!row.split.isEmpty()) {
                    splits.put(pairs.size(), row.split);
                }
                pairs.add(new PicturePair(get(pictures, row.a), get(pictures, row.b), row.match));
            }
            return Pairs.of(tree.name(), List.copyOf(pictures.values()), pairs, splits)
                    .withUnusableRows(unusable);
        }

        private static LabelledPicture get(Map<String, LabelledPicture> pictures, String file) {
            LabelledPicture picture = pictures.get(file);
            if (picture == null) {
                throw new IllegalStateException("no picture was kept for " + file);
            }
            return picture;
        }
    }

    private record Row(String a, String b, boolean match, String split) {}
}
