package dev.likeness.cli.command;

import dev.likeness.Verdict;
import dev.likeness.cli.option.RemedyText;
import dev.likeness.cli.text.CountText;
import dev.likeness.data.format.CsvTable;
import dev.likeness.domain.PictureStatistics;
import dev.likeness.error.InputException;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.FileFault;
import dev.likeness.files.RunInputs;
import dev.likeness.files.UserPath;
import dev.likeness.measure.Code;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the pairs of a CSV file. A picture is encoded once as long as its code is cached. A row that fails gets the
 * reason in the column {@code error}, and the others continue. Rows and answers are processed one by one, so that the
 * file may be larger than memory.
 */
final class PairsComparison {
    private static final int CODES_KEPT = 10_000;
    private static final CsvTable.Header HEADER = new CsvTable.Header(List.of("a", "b"), "the columns a and b");

    private final PairComparers comparers;
    private final Path file;
    private final String name;
    private final Path folder;
    private final Progress progress;
    private @Nullable Verdict first;
    private final Map<Key, Code> codes = new Recent<>();
    private final Map<Path, double[]> statistics = new Recent<>();
    private long outside;

    /** Keeps what was used last. */
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > CODES_KEPT;
        }
    }

    /**
     * A picture, what it is encoded by, and the side it is encoded for; A if the model has one encoder for both sides.
     */
    private record Key(Path picture, PairComparer comparer, Side side) {}

    /** A picture of a row. Its pixels are null if its statistics were known, so that it was not read. */
    private record Shown(Path path, @Nullable Picture picture, double[] statistics) {}

    /** @param file a CSV file; {@code -} for standard input */
    PairsComparison(PairComparers comparers, Path file, Progress progress) {
        this.comparers = comparers;
        this.file = file;
        this.progress = progress;
        this.name = isStandardInput() ? "standard input" : UserPath.text(file);
        Path absolute = file.toAbsolutePath();
        Path parent = absolute.getParent();
        boolean stream =
                absolute.startsWith("/dev") || absolute.startsWith("/proc"); // the name that a shell gives to <(..)
        this.folder = stream || parent == null ? Path.of("").toAbsolutePath() : parent;
    }

    private record Answer(String a, String b, @Nullable PairAnswer given, String error) {}

    /** Writes the answers to a file or to standard output; returns exit code 2 if a row failed. */
    int run(@Nullable Path out, boolean json, PrintWriter print) {
        try (CsvTable table = new CsvTable(in(), name, HEADER);
                AnswerBuffer csv = new AnswerBuffer();
                AnswerBuffer objects = new AnswerBuffer()) {
            PairAnswers answers = new PairAnswers(
                    table.columnsBut(HEADER.needed()),
                    out == null && json ? null : csv.writer(),
                    json ? objects.writer() : null);
            answers.begin();
            Path replaced = out != null && Files.exists(out) ? out : null;
            for (CsvTable.Row row = table.next(); row != null; row = table.next()) {
                requireNotPicture(replaced, row);
                Answer answer = answer(row);
                answers.add(answer.a, answer.b, answer.given, answer.error, table.fields(row, answers.columns()));
                progress.at(answers.count(), 0, "pairs compared");
            }
            if (answers.count() == 0) {
                throw new InputException(name
                        + ": it contains no pairs; expected are a header with the columns a and b, and a row for"
                        + " each pair; add rows");
            }
            answers.flush();
            if (out != null) {
                try (InputStream all = csv.read()) {
                    AtomicFiles.write(out, all);
                }
            }
            if (json) {
                print.print("{\"pairs\":" + answers.count() + ",\"failed\":" + answers.failed() + ",\"answers\":[");
                objects.copyTo(print);
                print.println("]}");
            } else if (out == null) {
                csv.copyTo(print);
            } else {
                print.println(CountText.of(answers.count(), "pair") + ", answers in " + out
                        + (answers.failed() == 0 ? "" : "; " + answers.failed() + " failed, see the column error"));
            }
            print.flush();
            return answers.failed() == 0 ? ExitCode.OK : ExitCode.BAD_INPUT;
        } catch (IOException e) {
            throw new InputException(
                    "the answers could not be stored (" + FileFault.reason(e, file)
                            + "); check the free space of the folder for temporary files",
                    e);
        }
    }

    /** The verdict of the first pair that was compared; null if there was none, or there are scores only. */
    @Nullable
    Verdict first() {
        return first;
    }

    /** How many pairs had a picture outside the domain of their model. */
    long outside() {
        return outside;
    }

    private InputStream in() {
        if (isStandardInput()) {
            return System.in;
        }
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new InputException(
                    name + ": the pairs cannot be read (" + FileFault.reason(e, file)
                            + "); check the path and the permissions of the file",
                    e);
        }
    }

    private boolean isStandardInput() {
        return file.toString().equals("-");
    }

    private Answer answer(CsvTable.Row row) {
        String a = row.field("a");
        String b = row.field("b");
        try {
            if (row.fault() != null) {
                throw new InputException(row.where() + ": " + row.fault());
            }
            Shown ofA = shown(path(a, row, Side.A));
            Shown ofB = shown(path(b, row, Side.B));
            List<double[]> both = List.of(ofA.statistics, ofB.statistics);
            PairComparer comparer = comparers.of(both);
            PairAnswer given = comparer.compare(code(comparer, ofA, Side.A), code(comparer, ofB, Side.B), both);
            Verdict verdict = given.verdict();
            first = first == null ? verdict : first;
            outside += verdict != null && Boolean.FALSE.equals(verdict.inDomain()) ? 1 : 0;
            return new Answer(a, b, given, "");
        } catch (InputException e) {
            return new Answer(a, b, null, RemedyText.message(e));
        }
    }

    private Shown shown(Path path) {
        double[] known = statistics.get(path);
        if (known != null) {
            return new Shown(path, null, known);
        }
        Picture picture = Picture.read(path);
        double[] found = PictureStatistics.of(picture);
        statistics.put(path, found);
        return new Shown(path, picture, found);
    }

    private Code code(PairComparer comparer, Shown shown, Side side) {
        Key key = new Key(shown.path, comparer, comparer.sidesDiffer() ? side : Side.A);
        Code known = codes.get(key);
        if (known == null) {
            Picture picture = shown.picture;
            known = comparer.encode(picture == null ? Picture.read(shown.path) : picture, key.side);
            codes.put(key, known);
        }
        return known;
    }

    /** The path, relative to the file, or to the current folder if the pairs come from standard input. */
    private Path path(String picture, CsvTable.Row row, Side side) {
        String what = row.where() + ", column " + (side == Side.A ? "a" : "b");
        return UserPath.resolve(folder, picture.isBlank() ? "" : picture, what).normalize();
    }

    /** @param out an existing file that will be replaced; null for none */
    private void requireNotPicture(@Nullable Path out, CsvTable.Row row) {
        if (out == null || row.fault() != null) {
            return;
        }
        RunInputs inputs = new RunInputs();
        try {
            inputs.add("a picture in " + name, path(row.field("a"), row, Side.A));
            inputs.add("a picture in " + name, path(row.field("b"), row, Side.B));
        } catch (InputException e) {
            return; // the row gets this error as its answer
        }
        inputs.requireNotInput("--out", out);
    }
}
