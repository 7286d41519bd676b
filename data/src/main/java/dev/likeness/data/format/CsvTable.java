package dev.likeness.data.format;

import dev.likeness.data.format.CsvFields.State;
import dev.likeness.data.format.CsvLines.Line;
import dev.likeness.error.InputException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a header, read row by row: only one row is in memory at a time.
 *
 * <p>The columns may be in any order. Their names are compared case-insensitively, without surrounding white space and
 * quotes. The delimiter is the comma, semicolon or tab with which the header contains the required columns. The text is
 * UTF-8, with or without a byte order mark, or UTF-16 or UTF-32 with one. Blank lines are ignored.
 *
 * <p>An invalid row, with unbalanced quotes, another number of fields than the header, invalid UTF-8 or a NUL character, is
 * returned with its {@linkplain Row#fault fault}, and reading continues with the next row.
 *
 * <p>Not thread-safe.
 */
public final class CsvTable implements AutoCloseable {
    private static final String DELIMITERS = ",;\t";

    /** A quoted field with more lines than this counts as an unclosed quote. */
    private static final int MAX_LINES = 100;

    private static final int SHOWN = 200;

    private final String name;
    private final CsvLines lines;
    private final List<String> columns;
    private final Map<String, Integer> places = new HashMap<>();
    private final char delimiter;

    /**
     * The columns that a header must contain.
     *
     * @param needed names of columns, in lower case
     * @param expected the same in words, for errors
     */
    public record Header(List<String> needed, String expected) {
        public Header {
            needed = List.copyOf(needed);
        }
    }

    /** One row. */
    public final class Row {
        private final long line;
        private final List<String> fields;
        private final @Nullable String fault;

        private Row(long line, List<String> fields, @Nullable String fault) {
            this.line = line;
            this.fields = fields;
            this.fault = fault;
        }

        /** The number of its first line in the file, from 1. */
        public long line() {
            return line;
        }

        /** How errors name it: the file, and the row. */
        public String where() {
            return name + ", row " + line;
        }

        /** Why the row is invalid; null if it is valid. */
        public @Nullable String fault() {
            return fault;
        }

        /** The text in a column; empty if there is no such column, or the row has no field for it. */
        public String field(String column) {
            Integer place = places.get(column);
            return place == null || place >= fields.size() ? "" : fields.get(place);
        }
    }

    /**
     * Reads the header.
     *
     * @param in closed with the table
     * @param name how errors name the file
     * @throws InputException if the file is empty, or its header lacks a required column or contains a column twice
     */
    public CsvTable(InputStream in, String name, Header header) {
        this.name = name;
        this.lines = new CsvLines(in, name);
        try {
            Line first = first(header);
            String written = first.text();
            if (written.toLowerCase(Locale.ROOT)
                    .matches("\"?sep=.\"?")) { // the line by which Excel declares the delimiter
                first = first(header);
            }
            delimiter = delimiter(first, header);
            columns = CsvFields.of(first.text(), delimiter).fields();
            for (int i = 0; i < columns.size(); i++) {
                String column = key(columns.get(i));
                if (places.putIfAbsent(column, i) != null && !column.isEmpty()) {
                    throw new InputException(name + ", row " + first.number() + ": the header names the column \""
                            + shown(column) + "\" twice; remove one of the two");
                }
            }
            places.remove(""); // columns without a name are ignored
        } catch (InputException e) {
            close();
            throw e;
        }
    }

    private Line first(Header header) {
        Line line = nextWithText();
        if (line == null) {
            throw new InputException(name + ": the file is empty; expected a header with " + header.expected
                    + ", and a row for each pair");
        }
        if (line.fault() != null) {
            throw new InputException(name + ", row " + line.number() + ": the header cannot be read: " + line.fault());
        }
        return line;
    }

    private char delimiter(Line first, Header header) {
        for (char candidate : DELIMITERS.toCharArray()) {
            CsvFields fields = CsvFields.of(first.text(), candidate);
            if (fields.state() == State.WELL_FORMED
                    && fields.fields().stream().map(CsvTable::key).toList().containsAll(header.needed)) {
                return candidate;
            }
        }
        throw new InputException(name + ", row " + first.number() + ": the header is \"" + shown(first.text())
                + "\"; expected " + header.expected
                + (first.text().indexOf('\0') >= 0
                        ? "; this looks like UTF-16 without a byte order mark: save it as UTF-8"
                        : "; correct the first row"));
    }

    private static String key(String column) {
        return column.strip().toLowerCase(Locale.ROOT);
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "..";
    }

    /** The names of the columns, as written in the header and in its order. */
    public List<String> columns() {
        return columns;
    }

    /** Whether there is a column of this name, in lower case. */
    public boolean has(String column) {
        return places.containsKey(column);
    }

    private @Nullable Line nextWithText() {
        Line line = lines.next();
        while (line != null && line.fault() == null && line.text().isBlank()) {
            line = lines.next();
        }
        return line;
    }

    /** The next row; null at the end. */
    public @Nullable Row next() {
        Line line = nextWithText();
        if (line == null) {
            return null;
        }
        CsvFields fields = CsvFields.of(line.text(), delimiter);
        if (line.fault() != null) {
            return new Row(line.number(), fields.fields(), line.fault());
        }
        if (fields.state() == State.OPEN_QUOTE) {
            CsvFields joined = joined(line);
            return joined == null
                    ? new Row(line.number(), fields.fields(), "it has an unclosed quote; correct its quotes")
                    : row(line, joined);
        }
        return row(line, fields);
    }

    private Row row(Line line, CsvFields fields) {
        String fault = null;
        int count = fields.fields().size();
        if (fields.state() == State.TEXT_AFTER_QUOTE) {
            fault = "it has text after a closing quote; correct its quotes";
        } else if (count != columns.size()) {
            fault = "it has " + count + (count == 1 ? " field" : " fields") + ", but the header has " + columns.size()
                    + "; correct the row";
        } else if (fields.fields().stream().anyMatch(field -> field.indexOf('\0') >= 0)) {
            fault = "it contains a NUL character, which is invalid in a path; correct the row";
        }
        return new Row(line.number(), fields.fields(), fault);
    }

    /**
     * A row that continues inside quotes, joined with the next lines; null if that does not give as many fields as the
     * header has. Then only the first line is invalid, and the others are separate rows.
     */
    private @Nullable CsvFields joined(Line first) {
        StringBuilder text = new StringBuilder(first.text());
        List<Line> taken = new ArrayList<>();
        CsvFields fields = null;
        while (taken.size() < MAX_LINES && text.length() < CsvLines.MAX_LENGTH) {
            Line line = lines.next();
            if (line == null) {
                break;
            }
            taken.add(line);
            text.append('\n').append(line.text());
            if (line.fault() != null) {
                break;
            }
            if (line.text().indexOf('"') >= 0) {
                fields = CsvFields.of(text.toString(), delimiter);
                if (fields.state() != State.OPEN_QUOTE) {
                    break;
                }
            }
        }
        if (fields != null
                && fields.state() == State.WELL_FORMED
                && fields.fields().size() == columns.size()) {
            return fields;
        }
        for (int i = taken.size() - 1; i >= 0; i--) {
            lines.pushBack(taken.get(i));
        }
        return null;
    }

    /** The columns other than these, given in lower case: they can be copied to a result. */
    public List<String> columnsBut(List<String> names) {
        return columns.stream()
                .filter(column -> !column.isBlank() && !names.contains(key(column)))
                .toList();
    }

    /** The fields of a row in some of the {@link #columns}. */
    public List<String> fields(Row row, List<String> some) {
        return some.stream().map(column -> row.field(key(column))).toList();
    }

    @Override
    public void close() {
        lines.close();
    }
}
