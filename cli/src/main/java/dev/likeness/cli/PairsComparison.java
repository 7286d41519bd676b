package dev.likeness.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.likeness.Likeness;
import dev.likeness.Verdict;
import dev.likeness.error.InputException;
import dev.likeness.files.AtomicFiles;
import dev.likeness.measure.Code;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the pairs of a CSV file. Each picture is encoded once as long as its code is still at hand; a row that cannot
 * be answered gets its reason in the column {@code error} and does not hold up the others.
 */
final class PairsComparison {
    private static final int CODES_KEPT = 10_000;

    private final Likeness likeness;
    private final Path file;
    private final Progress progress;
    private final Map<Key, Code> codes = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Code> eldest) {
            return size() > CODES_KEPT;
        }
    };

    /** A picture, and the side it is encoded for: A, where the sides are alike. */
    private record Key(Path picture, Side side) {}

    PairsComparison(Likeness likeness, Path file, Progress progress) {
        this.likeness = likeness;
        this.file = file;
        this.progress = progress;
    }

    private record Answer(String a, String b, @Nullable Verdict verdict, String error) {}

    /** Answers to a file, or else to standard output; the exit code is 2 where a row could not be answered. */
    int run(@Nullable Path out, boolean json, PrintWriter print) {
        List<Answer> answers = answers();
        long failed = answers.stream().filter(answer -> answer.verdict == null).count();
        if (out != null) {
            AtomicFiles.write(out, csv(answers).getBytes(StandardCharsets.UTF_8));
        }
        if (json) {
            ObjectNode root = JsonOption.object().put("pairs", answers.size()).put("failed", failed);
            ArrayNode rows = root.putArray("answers");
            answers.forEach(answer -> rows.add(json(answer)));
            JsonOption.print(root, print);
        } else if (out == null) {
            print.print(csv(answers));
            print.flush();
        } else {
            print.println(answers.size() + " pairs, answers in " + out
                    + (failed == 0 ? "" : "; " + failed + " could not be answered, see the column error"));
        }
        return failed == 0 ? Main.OK : Main.BAD_INPUT;
    }

    private List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                if (row.findField("a").isEmpty() || row.findField("b").isEmpty()) {
                    throw new InputException(file + ": row " + row.getStartingLineNumber()
                            + " has no columns 'a' and 'b'; the first line must be a header that names both");
                }
                answers.add(answer(row.getField("a"), row.getField("b")));
                progress.at(answers.size(), 0, "pairs compared");
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw new InputException(file + ": the pairs cannot be read (" + e.getMessage() + ")", e);
        }
        return answers;
    }

    private Answer answer(String a, String b) {
        try {
            return new Answer(a, b, likeness.compare(code(a, Side.A), code(b, Side.B)), "");
        } catch (InputException e) {
            return new Answer(a, b, null, String.valueOf(e.getMessage()));
        }
    }

    private Code code(String picture, Side side) {
        Path path = file.toAbsolutePath().resolveSibling(picture).normalize();
        Key key = new Key(path, likeness.measure().sidesDiffer() ? side : Side.A);
        Code known = codes.get(key);
        if (known == null) {
            known = likeness.encode(Picture.read(path), key.side);
            codes.put(key, known);
        }
        return known;
    }

    private static String csv(List<Answer> answers) {
        StringWriter text = new StringWriter();
        try (CsvWriter rows = CsvWriter.builder().build(text)) {
            rows.writeRecord("a", "b", "score", "probability", "match", "error");
            for (Answer answer : answers) {
                Verdict verdict = answer.verdict;
                if (verdict == null) {
                    rows.writeRecord(answer.a, answer.b, "", "", "", answer.error);
                } else {
                    rows.writeRecord(
                            answer.a,
                            answer.b,
                            Double.toString(verdict.score()),
                            Double.toString(verdict.probability()),
                            verdict.match() ? "1" : "0",
                            "");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static ObjectNode json(Answer answer) {
        Verdict verdict = answer.verdict;
        return verdict == null
                ? JsonOption.object().put("a", answer.a).put("b", answer.b).put("error", answer.error)
                : CompareCommand.json(answer.a, answer.b, verdict);
    }
}
