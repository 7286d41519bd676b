package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.likeness.Verdict;
import dev.likeness.cli.option.JsonOption;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the answers to pairs one by one, as CSV, as JSON, or as both. */
final class PairAnswers {
    private static final List<String> OWN = List.of("a", "b", "score", "probability", "match", "error");

    private final List<String> columns;
    private final @Nullable CsvWriter csv;
    private final @Nullable Writer json;
    private long count;
    private long failed;

    /**
     * Answers yet to be written.
     *
     * @param columns of the pairs' file that are carried along
     * @param csv null where none is wanted
     * @param json for objects with commas between them; null where none are wanted
     */
    PairAnswers(List<String> columns, @Nullable Writer csv, @Nullable Writer json) {
        this.columns = columns;
        this.csv = csv == null ? null : CsvWriter.builder().build(csv);
        this.json = json;
    }

    List<String> columns() {
        return columns;
    }

    long count() {
        return count;
    }

    long failed() {
        return failed;
    }

    /** Writes the header: a column that is carried along and has the name of an answer's is called {@code input_NAME}. */
    void begin() {
        if (csv != null) {
            List<String> header = new ArrayList<>(OWN);
            columns.forEach(
                    column -> header.add(OWN.contains(column.toLowerCase(Locale.ROOT)) ? "input_" + column : column));
            csv.writeRecord(header);
        }
    }

    /** @param error why there is no verdict */
    void add(String a, String b, @Nullable Verdict verdict, String error, List<String> carried) throws IOException {
        count++;
        failed += verdict == null ? 1 : 0;
        if (csv != null) {
            List<String> row = new ArrayList<>(
                    verdict == null
                            ? List.of(plain(a), plain(b), "", "", "", error)
                            : List.of(
                                    a,
                                    b,
                                    Double.toString(verdict.score()),
                                    Double.toString(verdict.probability()),
                                    verdict.match() ? "1" : "0",
                                    ""));
            carried.forEach(field -> row.add(plain(field)));
            csv.writeRecord(row);
        }
        if (json != null) {
            ObjectNode node = verdict == null
                    ? JsonOption.object().put("a", a).put("b", b).put("error", error)
                    : CompareCommand.json(a, b, verdict);
            if (!columns.isEmpty()) {
                ObjectNode others = node.putObject("columns");
                for (int i = 0; i < columns.size(); i++) {
                    others.put(columns.get(i), carried.get(i));
                }
            }
            json.write(count == 1 ? "" : ",");
            json.write(node.toString());
        }
    }

    /** Passes on what is still held. */
    void flush() throws IOException {
        if (csv != null) {
            csv.flush();
        }
    }

    /** Without NUL, which would make the answers as unreadable as the row was. */
    private static String plain(String field) {
        return field.replace("\0", "\\u0000");
    }
}
