package dev.likeness.data;

import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.picture.Picture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads pictures of a data set and skips unreadable ones: each is logged and counted. If there are too many, reading stops
 * with an error.
 *
 * <p>Splits, pairs and trials are drawn before reading, from the names of all pictures, so that they do not depend on which
 * pictures are unreadable. {@link #readable(List)} and its siblings then filter them. Thread-safe.
 */
public final class SkippedPictures {
    private static final Logger LOG = LoggerFactory.getLogger(SkippedPictures.class);
    private static final int NAMED = 3;

    private final Limit limit;
    private final SortedMap<String, String> reasons = new TreeMap<>();
    private long total;

    /**
     * How many pictures may be unreadable: {@code count}, or {@code share} of all, whichever is more.
     *
     * @param share 0 to 1
     */
    public record Limit(int count, double share) {
        /** 10 pictures, or 1 % of all. */
        public static final Limit DEFAULT = new Limit(10, 0.01);

        /** None, for official benchmarks. */
        public static final Limit NONE = new Limit(0, 0);

        public Limit {
            if (count < 0 || !(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("a limit of " + count + " pictures or a share of " + share
                        + "; allowed are 0 or more, and 0 to 1");
            }
        }

        /**
         * Parses a number of pictures such as {@code 25}, or a share such as {@code 2%}.
         *
         * @throws InputException if the text is neither
         */
        public static Limit of(String text) {
            try {
                return text.endsWith("%")
                        ? new Limit(0, Double.parseDouble(text.substring(0, text.length() - 1)) / 100)
                        : new Limit(Integer.parseInt(text), 0);
            } catch (IllegalArgumentException e) {
                throw new InputException(
                        "'" + text + "' is not a valid limit on unreadable pictures; write a number, such as 25,"
                                + " or a share, such as 2%",
                        e);
            }
        }

        private long of(long total) {
            return Math.max(count, (long) Math.floor(share * total));
        }
    }

    public SkippedPictures(Limit limit) {
        this.limit = limit;
    }

    /**
     * For a data set whose unusable parts are already known: folders that cannot be listed, and invalid rows of a list of
     * pairs. Each is logged and counts as one picture.
     *
     * @throws InputException if these alone exceed the limit
     */
    public static SkippedPictures of(DataSet data, Limit limit) {
        SkippedPictures skipped = new SkippedPictures(limit);
        Map<String, String> faults = new LinkedHashMap<>();
        data.ignoredFiles().unlisted().forEach(folder -> faults.put(folder.folder(), folder.reason()));
        data.unusableRows().forEach(row -> faults.put(row.name(), row.reason()));
        if (!faults.isEmpty()) {
            skipped.count(faults, data.entries());
        }
        return skipped;
    }

    private synchronized void count(Map<String, String> faults, int usable) {
        long most = limit.of((long) usable + faults.size());
        reasons.putAll(faults);
        if (faults.size() > most) {
            throw tooMany(new InputException(faults.values().iterator().next()), usable + (long) faults.size());
        }
        total = faults.size();
        faults.values().forEach(reason -> LOG.warn("skipped: {}", reason));
    }

    /** Announces a number of pictures to be read, unreadable ones included: a limit that is a share refers to their sum. */
    public synchronized void expect(long pictures) {
        total += pictures;
    }

    /**
     * Reads a picture.
     *
     * @return empty if the picture is unreadable and skipped
     * @throws InputException if the picture is unreadable and exceeds the limit
     */
    public Optional<Picture> read(LabelledPicture picture) {
        try {
            return Optional.of(picture.source().read());
        } catch (InputException e) {
            add(picture.name(), e);
            return Optional.empty();
        }
    }

    private synchronized void add(String name, InputException why) {
        if (reasons.putIfAbsent(name, String.valueOf(why.getMessage())) != null) {
            return;
        }
        if (reasons.size() > limit.of(total)) {
            throw tooMany(why, total);
        }
        LOG.warn("skipped: {}", why.getMessage());
    }

    private InputException tooMany(InputException last, long of) {
        if (reasons.size() == 1) {
            return new InputException(last.getMessage() + " (no picture of these data may be skipped)", last);
        }
        return new InputException(
                "at least " + reasons.size() + " of " + of + " pictures cannot be read, but at most "
                        + limit.of(of)
                        + " may be: "
                        + String.join(
                                " | ", reasons.values().stream().limit(NAMED).toList())
                        + (reasons.size() > NAMED ? " | .." : ""),
                new Remedy(Remedy.Action.ALLOW_UNREADABLE),
                last);
    }

    /** The pictures that were not skipped. */
    public List<LabelledPicture> readable(List<LabelledPicture> pictures) {
        return pictures.stream().filter(picture -> !has(picture.name())).toList();
    }

    /** The pairs without a skipped picture. */
    public List<PicturePair> readablePairs(List<PicturePair> pairs) {
        return pairs.stream()
                .filter(pair -> !has(pair.a().name()) && !has(pair.b().name()))
                .toList();
    }

    /** The trials without a skipped picture. */
    public List<OneShotTrial> readableTrials(List<OneShotTrial> trials) {
        return trials.stream()
                .filter(trial -> !has(trial.query().name())
                        && trial.gallery().stream().noneMatch(picture -> has(picture.name())))
                .toList();
    }

    /** Whether a picture was skipped. */
    public synchronized boolean has(String name) {
        return reasons.containsKey(name);
    }

    /** The names of the pictures skipped so far, sorted. */
    public synchronized List<String> names() {
        return List.copyOf(reasons.keySet());
    }
}
