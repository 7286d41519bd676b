package dev.likeness.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.likeness.error.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A CSV file with the header {@code a,b,label[,split]}; each row names two pictures and says whether they match. */
final class PairsFormat implements DataFormat {
    private static final String FILE = "pairs.csv";
    private static final Set<String> SPLITS = Set.of("train", "validation", "test");

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
        if (files.size() == 1 && files.get(0).toLowerCase(Locale.ROOT).endsWith(".csv")) {
            return files;
        }
        return files.stream().filter(file -> FileTree.lastOf(file).equals(FILE)).toList();
    }

    @Override
    public DataSet read(FileTree tree) {
        List<String> lists = lists(tree);
        if (lists.size() != 1) {
            throw new InputException(tree.name() + ": there are " + lists.size() + " files named " + FILE
                    + " in it, one is expected; name the .csv file itself");
        }
        String list = lists.get(0);
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .allowExtraFields(true) // counted below, where the error can name the row
                .allowMissingFields(true)
                .ofCsvRecord(tree.text(list))) {
            Rows rows = new Rows(tree, list);
            records.forEach(rows::add);
            return rows.toPairs();
        } catch (CsvParseException e) {
            String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new InputException(
                    tree.describe(list) + ": this is no well-formed CSV (" + reason + "); check its quotes", e);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory was read and failed", e);
        }
    }

    /** What has been read so far. */
    private static final class Rows {
        private final FileTree tree;
        private final String list;
        private final String folder;
        private final Map<String, Integer> columns = new HashMap<>();
        private int width;
        private final List<Row> rows = new ArrayList<>();
        private final Matches matches = new Matches();

        Rows(FileTree tree, String list) {
            this.tree = tree;
            this.list = list;
            this.folder = FileTree.folderOf(list);
        }

        void add(CsvRecord fields) {
            String where = tree.describe(list) + ", row " + fields.getStartingLineNumber();
            if (columns.isEmpty()) {
                header(fields, where);
                return;
            }
            if (fields.getFieldCount() != width) {
                throw new InputException(where + ": it has " + fields.getFieldCount() + " fields, the header has "
                        + width + "; correct the row");
            }
            String a = picture(field(fields, "a"), where);
            String b = picture(field(fields, "b"), where);
            if (a.equals(b)) {
                throw new InputException(
                        where + ": a and b are the same picture, " + a + "; a pair has two; remove the row");
            }
            String split = columns.containsKey("split") ? field(fields, "split").toLowerCase(Locale.ROOT) : "";
            if (columns.containsKey("split") && !SPLITS.contains(split)) {
                throw new InputException(where + ": the split is \"" + split
                        + "\"; allowed are train, validation and test; correct the row");
            }
            Row row = new Row(a, b, label(field(fields, "label"), where), split);
            rows.add(row);
            matches.add(a);
            matches.add(b);
            if (row.match) {
                matches.join(a, b);
            }
        }

        private void header(CsvRecord fields, String where) {
            width = fields.getFieldCount();
            for (int i = 0; i < width; i++) {
                String column = fields.getField(i).strip().toLowerCase(Locale.ROOT);
                if (columns.put(column, i) != null) {
                    throw new InputException(
                            where + ": the header names the column \"" + column + "\" twice; remove one of the two");
                }
            }
            if (!columns.keySet().containsAll(List.of("a", "b", "label"))) {
                throw new InputException(where + ": the header is \"" + String.join(",", fields.getFields())
                        + "\"; expected a,b,label or a,b,label,split; correct the first row");
            }
        }

        private String field(CsvRecord fields, String column) {
            return fields.getField(columns.getOrDefault(column, 0)).strip();
        }

        private String picture(String written, String where) {
            String inside = FileTree.inside(written);
            if (inside == null) {
                throw new InputException(where + ": the picture \"" + written + "\" lies outside of the folder of the"
                        + " CSV file; expected a path relative to that folder, into it; move the CSV file up, or the"
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
            return switch (written.toLowerCase(Locale.ROOT)) {
                case "1", "true", "match" -> true;
                case "0", "false", "no match", "no-match" -> false;
                default ->
                    throw new InputException(where + ": the label is \"" + written
                            + "\"; allowed are 1, true or match, and 0, false or no-match; correct the row");
            };
        }

        Pairs toPairs() {
            if (rows.isEmpty()) {
                throw new InputException(tree.describe(list)
                        + ": there are no pairs in it; expected the header a,b,label[,split] and a row for each pair");
            }
            Map<String, LabelledPicture> pictures = new TreeMap<>();
            for (String file : matches.names()) {
                pictures.put(file, tree.picture(file, matches.identity(file), ""));
            }
            List<PicturePair> pairs = new ArrayList<>();
            Map<Integer, String> splits = new HashMap<>();
            for (Row row : rows) {
                if (!row.split.isEmpty()) {
                    splits.put(pairs.size(), row.split);
                }
                pairs.add(new PicturePair(get(pictures, row.a), get(pictures, row.b), row.match));
            }
            return Pairs.of(tree.name(), List.copyOf(pictures.values()), pairs, splits);
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
