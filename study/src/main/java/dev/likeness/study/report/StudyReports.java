package dev.likeness.study.report;

import dev.likeness.files.AtomicFiles;
import dev.likeness.study.outcome.ExamplePair;
import dev.likeness.study.outcome.StudyOutcome;
import java.nio.file.Path;
import java.util.List;

/** The files that a study leaves for people and for programs. */
public final class StudyReports {
    private StudyReports() {}

    /**
     * Writes {@code study.json}, {@code study.csv} and {@code report.html} into a folder.
     *
     * @throws dev.likeness.error.InputException if one cannot be written; what stood there before still does
     */
    public static void write(StudyOutcome outcome, List<ExamplePair> examples, Path folder) {
        AtomicFiles.write(folder.resolve("study.json"), StudyJson.write(outcome));
        AtomicFiles.write(folder.resolve("study.csv"), StudyCsv.write(outcome));
        AtomicFiles.write(folder.resolve("report.html"), HtmlReport.write(outcome, examples));
    }
}
