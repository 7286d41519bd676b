package dev.likeness.data.format;

import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one row of CSV (RFC 4180). White space around a field is ignored unless quoted; a quote inside a field that
 * does not begin with a quote is an ordinary character.
 *
 * @param fields of a malformed row, the closest approximation
 * @param state whether the row is well formed
 */
record CsvFields(List<String> fields, State state) {
    enum State {
        WELL_FORMED,
        /** The text ends inside quotes: the row may continue in the next line. */
        OPEN_QUOTE,
        /** Something other than the next field follows a closing quote. */
        TEXT_AFTER_QUOTE
    }

    CsvFields {
        fields = List.copyOf(fields);
    }

    static CsvFields of(String text, char delimiter) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            int start = skipSpace(text, at, delimiter);
            if (start < text.length() && text.charAt(start) == '"') {
                StringBuilder field = new StringBuilder();
                int end = quoted(text, start + 1, field);
                if (end < 0) {
                    return new CsvFields(plain(text, delimiter), State.OPEN_QUOTE);
                }
                at = skipSpace(text, end, delimiter);
                if (at < text.length() && text.charAt(at) != delimiter) {
                    return new CsvFields(plain(text, delimiter), State.TEXT_AFTER_QUOTE);
                }
                fields.add(field.toString());
            } else {
                int end = text.indexOf(delimiter, start);
                at = end < 0 ? text.length() : end;
                fields.add(text.substring(start, at).strip());
            }
            if (at >= text.length()) {
                return new CsvFields(fields, State.WELL_FORMED);
            }
            at++; // past the delimiter
        }
    }

    /** Adds the quoted text; returns the index after the closing quote, or -1 if there is none. */
    private static int quoted(String text, int start, StringBuilder field) {
        for (int at = start; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '"') {
                field.append(c);
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                field.append('"');
                at++;
            } else {
                return at + 1;
            }
        }
        return -1;
    }

    private static int skipSpace(String text, int start, char delimiter) {
        int at = start;
        while (at < text.length() && text.charAt(at) != delimiter && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Splits a malformed row at the delimiters, ignoring quotes. */
    private static List<String> plain(String text, char delimiter) {
        List<String> fields = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
            fields.add(text.substring(start, end).strip());
            start = end + 1;
        }
        fields.add(text.substring(start).strip());
        return fields;
    }
}
