package dev.likeness.data;

import dev.likeness.error.InputException;
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
 * Reads pictures of a data set, and goes on without those that cannot be read: each is named in the log, and counted.
 * Where there are too many, the data are not what they were taken for, and reading stops with an error.
 *
 * <p>What is drawn from data (splits, pairs, trials) is drawn before this, from the names of all its pictures, so that it
 * does not depend on which of them are broken. Safe for several threads.
 */
public final class SkippedPictures {
    private static final Logger LOG = LoggerFactory.getLogger(SkippedPictures.class);
    private static final int NAMED = 3;

    private final Limit limit;
    private final SortedMap<String, String> reasons = new TreeMap<>();
    private long total;

    /**
     * How many pictures may be broken: as many as {@code count}, or as {@code share} of all, whichever is more.
     *
     * @param share 0 to 1
     */
    public record Limit(int count, double share) {
        /** 10 pictures, or one of a hundred. */
        public static final Limit USUAL = new Limit(10, 0.01);

        /** Not one: for data that are official as they are. */
        public static final Limit NONE = new Limit(0, 0);

        public Limit {
            if (count < 0 || !(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("a limit of " + count + " pictures or a share of " + share
                        + "; allowed are 0 or more, and 0 to 1");
            }
        }

        /**
         * As people write it: {@code 25} for so many pictures, {@code 2%} for that share of all, {@code 0} for none.
         *
         * @throws InputException if it is neither
         */
        public static Limit of(String text) {
            try {
                return text.endsWith("%")
                        ? new Limit(0, Double.parseDouble(text.substring(0, text.length() - 1)) / 100)
                        : new Limit(Integer.parseInt(text), 0);
            } catch (IllegalArgumentException e) {
                throw new InputException(
                        "'" + text + "' does not say how many pictures may be unreadable; write a number, such as 25,"
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
     * What skips pictures of a data set, and has skipped already what could not be used when it was opened: folders that
     * cannot be listed, and rows of a list of pairs. Each is named in the log, and counts as one picture.
     *
     * @throws InputException if these alone are too many
     */
    public static SkippedPictures of(DataSet data, Limit limit) {
        SkippedPictures skipped = new SkippedPictures(limit);
        Map<String, String> faults = new LinkedHashMap<>();
        PassedOver.of(data).unlisted().forEach(folder -> faults.put(folder.folder(), folder.reason()));
        if (data instanceof Pairs pairs) {
            pairs.unusable().forEach(row -> faults.put(row.name(), row.reason()));
        }
        if (!faults.isEmpty()) {
            int pictures = data instanceof Pairs pairs
                    ? pairs.pairs().size()
                    : data.pictures().size();
            skipped.count(faults, pictures);
        }
        return skipped;
    }

    private synchronized void count(Map<String, String> faults, int sound) {
        long most = limit.of((long) sound + faults.size());
        reasons.putAll(faults);
        if (faults.size() > most) {
            throw tooMany(new InputException(faults.values().iterator().next()), sound + (long) faults.size());
        }
        total = faults.size();
        faults.values().forEach(reason -> LOG.warn("skipped: {}", reason));
    }

    /** So many more pictures are to be read, the broken ones among them: a share is one of all that were announced. */
    public synchronized void expect(long pictures) {
        total += pictures;
    }

    /**
     * Reads a picture.
     *
     * @return empty where it cannot be read, and is skipped
     * @throws InputException if it cannot be read, and is one too many
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
                "at least " + reasons.size() + " of " + of + " pictures cannot be read, and at most "
                        + limit.of(of)
                        + " may be: "
                        + String.join(
                                " | ", reasons.values().stream().limit(NAMED).toList())
                        + (reasons.size() > NAMED ? " | .." : "")
                        + "; 'likeness data check DATA' lists all; repair or remove them, or allow more with --unreadable",
                last);
    }

    /** Whether a picture was skipped. */
    public synchronized boolean has(String name) {
        return reasons.containsKey(name);
    }

    /** The names of those skipped so far, sorted. */
    public synchronized List<String> names() {
        return List.copyOf(reasons.keySet());
    }
}
