package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.likeness.cli.option.JsonOption;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the answers to pairs one by one, as CSV, as JSON, or as both. */
final class PairAnswers {
    private static final List<String> OWN = List.of("a", "b", "score", "probability", "match", "error");

    /** Columns that older versions did not write. A copied column of such a name keeps it. */
    private static final List<String> LATER = List.of("in_domain", "model");

    private final List<String> columns;
    private final @Nullable CsvWriter csv;
    private final @Nullable Writer json;
    private long count;
    private long failed;

    /**
     * Creates a writer of answers.
     *
     * @param columns the columns of the pairs' file that are copied
     * @param csv the target of the CSV table; null for none
     * @param json the target of the objects, separated by commas; null for none
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

    /** Writes the header. A copied column with the name of an answer's column is renamed to {@code input_NAME};
     * {@code in_domain} and {@code model} become {@code answer_NAME} instead, for scripts from before these columns. */
    void begin() {
        if (csv != null) {
            List<String> header = new ArrayList<>(OWN);
            List<String> copied = columns.stream()
                    .map(column -> column.toLowerCase(Locale.ROOT))
                    .toList();
            Set<String> taken = new HashSet<>(OWN);
            taken.addAll(copied);
            LATER.forEach(column -> header.add(copied.contains(column) ? free("answer_", column, taken) : column));
            columns.forEach(column ->
                    header.add(OWN.contains(column.toLowerCase(Locale.ROOT)) ? free("input_", column, taken) : column));
            csv.writeRecord(header);
        }
    }

    /** The column with the prefix, as often as no other column has that name: answers can be copied several times. */
    private static String free(String prefix, String column, Set<String> taken) {
        String name = prefix + column;
        while (!taken.add(name.toLowerCase(Locale.ROOT))) {
            name = prefix + name;
        }
        return name;
    }

    /**
     * Writes one answer.
     *
     * @param answer null if the pair could not be compared
     * @param error the reason why there is no answer
     */
    void add(String a, String b, @Nullable PairAnswer answer, String error, List<String> carried) throws IOException {
        count++;
        failed += answer == null ? 1 : 0;
        if (csv != null) {
            List<String> row = new ArrayList<>(
                    answer == null
                            ? List.of(plain(a), plain(b), "", "", "", error, "", "")
                            : List.of(
                                    a,
                                    b,
                                    Double.toString(answer.score()),
                                    probability(answer),
                                    match(answer),
                                    "",
                                    inDomain(answer),
                                    answer.measure().name()));
            carried.forEach(field -> row.add(plain(field)));
            csv.writeRecord(row);
        }
        if (json != null) {
            ObjectNode node = answer == null
                    ? JsonOption.object().put("a", a).put("b", b).put("error", error)
                    : answer.json(a, b);
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

    private static String probability(PairAnswer answer) {
        return answer.verdict() == null ? "" : Double.toString(answer.verdict().probability());
    }

    private static String inDomain(PairAnswer answer) {
        Boolean known = answer.verdict() == null ? null : answer.verdict().inDomain();
        return known == null ? "" : known ? "1" : "0";
    }

    private static String match(PairAnswer answer) {
        return answer.verdict() == null ? "" : answer.verdict().match() ? "1" : "0";
    }

    /** Flushes the CSV table. */
    void flush() throws IOException {
        if (csv != null) {
            csv.flush();
        }
    }

    /** Replaces NUL, which would make the table unreadable. */
    private static String plain(String field) {
        return field.replace("\0", "\\u0000");
    }
}
