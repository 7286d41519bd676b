package dev.likeness.cli.option;

import dev.likeness.data.PathGlob;
import dev.likeness.error.InputException;
import dev.likeness.gallery.PictureFilter;
import dev.likeness.gallery.PictureGallery;
import dev.likeness.gallery.index.StoredPicture;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which pictures of a gallery are reported. */
public final class PictureFilterOptions {
    private static final Pattern AGE = Pattern.compile("([0-9]{1,6})([mhdwy])");

    @Option(
            names = "--newer-than",
            paramLabel = "DATE|AGE",
            description = "Only pictures whose files changed since a date, such as 2026-11-01 or 2026-11-01T18:30, or"
                    + " within an age: 30m, 12h, 7d, 2w or 1y.")
    private @Nullable String newerThan;

    @Option(
            names = "--only",
            paramLabel = "GLOB",
            description = "Only pictures whose path matches, such as --only '*/2026/*'. A glob with / is for the whole"
                    + " absolute path, one without for the name of the file; * also matches folders. May be"
                    + " repeated.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--leave-out",
            paramLabel = "GLOB",
            description = "Not pictures whose path matches. May be repeated.")
    private List<String> leaveOut = new ArrayList<>();

    /** Whether a picture is reported; the whole option text is checked here. */
    public PictureFilter filter() {
        Predicate<String> in = matchesAny(only);
        Predicate<String> out = matchesAny(leaveOut);
        Instant since = newerThan == null ? Instant.MIN : since(newerThan, Instant.now(), ZoneId.systemDefault());
        return new PictureFilter.ModifiedAfter(since)
                .and(picture -> (only.isEmpty() || in.test(picture.path())) && !out.test(picture.path()));
    }

    /** Says that no picture of a gallery passes a filter: nothing was found because there was nothing to find. */
    public static void tellIfNonePasses(PictureGallery gallery, Predicate<StoredPicture> filter, PrintWriter err) {
        AtomicLong pictures = new AtomicLong();
        AtomicBoolean passes = new AtomicBoolean();
        gallery.forEachPicture(picture -> {
            pictures.incrementAndGet();
            if (!passes.get() && filter.test(picture)) {
                passes.set(true);
            }
        });
        if (pictures.get() > 0 && !passes.get()) {
            err.println("likeness: warning: none of the " + pictures.get() + " pictures passes --only, --leave-out,"
                    + " --newer-than and the given folders; a glob without / is for the name of the file, one with / for"
                    + " its whole absolute path");
        }
    }

    private static Predicate<String> matchesAny(List<String> globs) {
        List<Predicate<String>> all = new ArrayList<>();
        for (String glob : globs) {
            PathGlob pattern = PathGlob.of(glob);
            all.add(
                    glob.indexOf('/') >= 0
                            ? pattern::matches
                            : path -> pattern.matches(path.substring(path.lastIndexOf('/') + 1)));
        }
        return path -> all.stream().anyMatch(glob -> glob.test(path));
    }

    /** @throws InputException if the text is neither a date nor an age */
    static Instant since(String text, Instant now, ZoneId zone) {
        Matcher age = AGE.matcher(text.strip());
        if (age.matches()) {
            return now.minus(age(Long.parseLong(age.group(1)), age.group(2)));
        }
        String date = text.strip();
        try {
            if (date.length() <= "2026-11-01".length()) {
                return LocalDate.parse(date).atStartOfDay(zone).toInstant();
            }
            return date.endsWith("Z")
                    ? Instant.parse(date)
                    : LocalDateTime.parse(date).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new InputException(
                    "--newer-than is '" + text + "', which is neither a date nor an age; write it as 2026-11-01,"
                            + " 2026-11-01T18:30, 30m, 12h, 7d, 2w or 1y",
                    e);
        }
    }

    private static Duration age(long number, String unit) {
        return switch (unit) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            case "w" -> Duration.ofDays(7 * number);
            default -> Duration.ofDays(365 * number);
        };
    }
}
