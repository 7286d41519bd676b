package dev.likeness.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.text.GainText;
import dev.likeness.evaluation.QueryAnswer;
import dev.likeness.evaluation.Retrieval;
import dev.likeness.evaluation.RetrievalResult;
import dev.likeness.files.AtomicFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code retrieval}: each picture is a query for its matches among all others.
 *
 * @param seed of the intervals
 * @param out a CSV file to write, with a row for each query; null for none
 */
record RetrievalProtocol(long seed, @Nullable Path out) implements EvaluationProtocol {
    static final String NAME = "retrieval";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(EvaluationTask task, ObjectNode result) {
        RetrievalResult found =
                Retrieval.seeded(seed).evaluate(task.tested(), task.data().evaluationPictures());
        result.put("queries", found.queries()).put("candidates", found.candidates());
        put(found.figures(), result);
        found.by().forEach((part, figures) -> put(figures, result.putObject("by_" + part)));
        GainText.put(found.gains(), result);
        if (out != null) {
            AtomicFiles.write(out, table(found.answers()));
        }
    }

    private static byte[] table(List<QueryAnswer> answers) {
        StringWriter text = new StringWriter();
        try (CsvWriter rows =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            rows.writeRecord("query", "identity", "rank", "first_match", "score", "best_other", "other_score");
            for (QueryAnswer answer : answers) {
                rows.writeRecord(
                        answer.query(),
                        answer.identity(),
                        Long.toString(answer.rank()),
                        answer.firstMatch(),
                        Double.toString(answer.score()),
                        answer.bestOther(),
                        answer.bestOther().isEmpty() ? "" : Double.toString(answer.otherScore()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void put(RetrievalResult.Figures figures, ObjectNode into) {
        into.set("recall_at_1", JsonOption.tree(figures.recallAt1()));
        into.set("recall_at_10", JsonOption.tree(figures.recallAt10()));
        into.set("map", JsonOption.tree(figures.map()));
        into.set("micro_ap", JsonOption.tree(figures.microAp()));
    }
}
