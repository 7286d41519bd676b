package dev.likeness.study.report;

import dev.likeness.files.AtomicFiles;
import dev.likeness.study.outcome.ExamplePair;
import dev.likeness.study.outcome.StudyOutcome;
import java.nio.file.Path;
import java.util.List;

/** Writes the report files of a study. */
public final class StudyReports {
    private StudyReports() {}

    /**
     * Writes {@code study.json}, {@code study.csv} and {@code report.html} into a folder.
     *
     * @throws dev.likeness.error.InputException if one cannot be written; an existing file is then unchanged
     */
    public static void write(StudyOutcome outcome, List<ExamplePair> examples, Path folder) {
        AtomicFiles.write(folder.resolve("study.json"), StudyJson.write(outcome));
        AtomicFiles.write(folder.resolve("study.csv"), StudyCsv.write(outcome));
        AtomicFiles.write(folder.resolve("report.html"), HtmlReport.write(outcome, examples));
    }
}
