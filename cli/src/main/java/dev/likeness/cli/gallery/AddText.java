package dev.likeness.cli.gallery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.error.ControlCharacters;
import dev.likeness.error.InputException;
import dev.likeness.files.UserPath;
import dev.likeness.gallery.AddReport;
import dev.likeness.gallery.Gallery;
import dev.likeness.gallery.PictureGallery;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * What was added to a gallery, for people and as JSON.
 *
 * @param report without the files of the gallery itself, which may lie in an added folder
 */
record AddText(AddReport report) {
    private static final int FAILURES_SHOWN = 5;

    static AddText of(AddReport report, PictureGallery gallery) {
        return gallery instanceof Gallery here ? of(report, here.folder()) : new AddText(report);
    }

    static AddText of(AddReport report, Path gallery) {
        String inside = real(gallery) + "/";
        List<AddReport.Failure> failures = report.failures().stream()
                .filter(failure ->
                        !real(UserPath.ofText(Path.of(""), failure.path())).startsWith(inside))
                .toList();
        return new AddText(new AddReport(
                report.added(),
                report.known(),
                report.unchanged(),
                report.moved(),
                failures,
                report.companions(),
                report.ignored()));
    }

    private static String real(Path file) {
        try {
            return file.toRealPath().toString();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize().toString();
        }
    }

    /** The number of pictures that are in the gallery. */
    long pictures() {
        return report.added() + report.known() + report.unchanged();
    }

    /**
     * Requires at least one picture.
     *
     * @param roots where they were searched
     */
    AddText requirePictures(List<Path> roots) {
        if (pictures() == 0) {
            String where = roots.stream().map(UserPath::text).collect(Collectors.joining(", "));
            String first = report.failures().isEmpty()
                    ? ""
                    : " (" + report.failures().size() + " files cannot be read as pictures, the first: "
                            + report.failures().get(0).reason() + ")";
            throw new InputException(where + ": no pictures found" + first + "; choose a folder with pictures");
        }
        return this;
    }

    /** The first files that were not added, and the number of the others. */
    void warn(PrintWriter err) {
        List<AddReport.Failure> failures = report.failures();
        for (AddReport.Failure failure : failures.subList(0, Math.min(FAILURES_SHOWN, failures.size()))) {
            err.println("likeness: note: not added: " + ControlCharacters.shown(failure.reason()));
        }
        if (failures.size() > FAILURES_SHOWN) {
            err.println("likeness: note: not added: " + (failures.size() - FAILURES_SHOWN) + " more of "
                    + failures.size() + " files; --json lists all");
        }
    }

    /** One line, such as {@code 12 pictures added, 3 unchanged, 1 not added}. */
    String line() {
        StringJoiner parts = new StringJoiner(", ");
        parts.add(counted(report.added(), "picture") + " added");
        if (report.unchanged() > 0) {
            parts.add(report.unchanged() + " unchanged");
        }
        if (report.known() > 0) {
            parts.add(report.known() + " with known contents");
        }
        if (report.moved() > 0) {
            parts.add(report.moved() + " moved");
        }
        if (!report.companions().isEmpty()) {
            parts.add(counted(report.companions().size(), "companion file") + " of pictures passed over");
        }
        if (!report.failures().isEmpty()) {
            parts.add(counted(report.failures().size(), "file") + " not added");
        }
        return parts.toString();
    }

    static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Adds all of it to a result. */
    void describe(ObjectNode result) {
        result.put("added", report.added())
                .put("known", report.known())
                .put("unchanged", report.unchanged())
                .put("moved", report.moved());
        ArrayNode failures = result.putArray("failures");
        report.failures()
                .forEach(failure ->
                        failures.addObject().put("path", failure.path()).put("reason", failure.reason()));
        result.set("companions", JsonOption.tree(report.companions()));
        result.set("ignored", JsonOption.tree(report.ignored()));
    }
}
