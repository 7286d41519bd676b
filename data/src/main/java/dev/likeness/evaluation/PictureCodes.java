package dev.likeness.evaluation;

import dev.likeness.data.LabelledPicture;
import dev.likeness.data.OneShotTrial;
import dev.likeness.data.PicturePair;
import dev.likeness.data.SkippedPictures;
import dev.likeness.error.InputException;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.PairScoring;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The codes of all pictures that a protocol asks about: each picture is read and encoded once (once for each side it
 * is on, where the measure's {@linkplain Measure#sidesDiffer() sides differ}), then compared as often as needed.
 *
 * <p>All codes are held in memory. Immutable, and safe for several threads.
 */
public final class PictureCodes {
    private static final int PICTURES_AT_ONCE = 64;
    private static final int PAIRS_AT_ONCE = 512;

    private final boolean sidesDiffer;
    private final Map<String, Code> onA;
    private final Map<String, Code> onB;
    private final SkippedPictures skipped;

    private PictureCodes(boolean sidesDiffer, Map<String, Code> onA, Map<String, Code> onB, SkippedPictures skipped) {
        this.sidesDiffer = sidesDiffer;
        this.onA = onA;
        this.onB = onB;
        this.skipped = skipped;
    }

    /**
     * How pictures are brought here.
     *
     * @param skipped those that cannot be read; then ask {@link PictureCodes#sound} for the pairs that are left
     */
    public record Reading(Measure measure, SkippedPictures skipped, Progress progress) {
        /** Every picture has to be readable. */
        public static Reading all(Measure measure, Progress progress) {
            return new Reading(measure, new SkippedPictures(SkippedPictures.Limit.NONE), progress);
        }
    }

    /** Encodes the pictures of pairs, {@code a} on side A and {@code b} on side B. Every one has to be readable. */
    public static PictureCodes ofPairs(Measure measure, List<PicturePair> pairs, Progress progress) {
        return ofPairs(Reading.all(measure, progress), pairs);
    }

    /** Encodes the pictures of pairs, {@code a} on side A and {@code b} on side B. */
    public static PictureCodes ofPairs(Reading reading, List<PicturePair> pairs) {
        Map<String, LabelledPicture> onA = new LinkedHashMap<>();
        Map<String, LabelledPicture> onB = new LinkedHashMap<>();
        for (PicturePair pair : pairs) {
            onA.put(pair.a().name(), pair.a());
            onB.put(pair.b().name(), pair.b());
        }
        return encode(reading, onA, onB);
    }

    /**
     * Encodes the pictures of one-shot trials, queries on side A and galleries on side B. Every one has to be readable.
     */
    public static PictureCodes ofTrials(Measure measure, List<OneShotTrial> trials, Progress progress) {
        return ofTrials(Reading.all(measure, progress), trials);
    }

    /** Encodes the pictures of one-shot trials, queries on side A and galleries on side B. */
    public static PictureCodes ofTrials(Reading reading, List<OneShotTrial> trials) {
        Map<String, LabelledPicture> onA = new LinkedHashMap<>();
        Map<String, LabelledPicture> onB = new LinkedHashMap<>();
        for (OneShotTrial trial : trials) {
            onA.put(trial.query().name(), trial.query());
            trial.gallery().forEach(picture -> onB.put(picture.name(), picture));
        }
        return encode(reading, onA, onB);
    }

    /** Encodes pictures that are looked for on side A, and those that they are looked for among on side B. */
    static PictureCodes ofSides(Reading reading, List<LabelledPicture> queries, List<LabelledPicture> candidates) {
        Map<String, LabelledPicture> onA = new LinkedHashMap<>();
        Map<String, LabelledPicture> onB = new LinkedHashMap<>();
        queries.forEach(picture -> onA.put(picture.name(), picture));
        candidates.forEach(picture -> onB.put(picture.name(), picture));
        return encode(reading, onA, onB);
    }

    private static PictureCodes encode(
            Reading reading, Map<String, LabelledPicture> onA, Map<String, LabelledPicture> onB) {
        Measure measure = reading.measure;
        Progress progress = reading.progress;
        Map<String, LabelledPicture> all = new LinkedHashMap<>(onA);
        all.putAll(onB);
        SkippedPictures skipped = reading.skipped;
        skipped.expect(all.size());
        if (!measure.sidesDiffer()) {
            Encoding encoding = new Encoding(measure, Side.A, skipped, done -> report(done, all.size(), progress));
            Map<String, Code> codes = encoding.of(all);
            return new PictureCodes(false, codes, codes, skipped);
        }
        int total = onA.size() + onB.size();
        Encoding first = new Encoding(measure, Side.A, skipped, done -> report(done, total, progress));
        Encoding second = new Encoding(measure, Side.B, skipped, done -> report(onA.size() + done, total, progress));
        return new PictureCodes(true, first.of(onA), second.of(onB), skipped);
    }

    private static void report(int done, int total, Progress progress) {
        progress.at(done, total, "pictures encoded");
    }

    /** Encoding the pictures of one side. */
    private record Encoding(Measure measure, Side side, SkippedPictures skipped, Consumer<Integer> done) {
        Map<String, Code> of(Map<String, LabelledPicture> pictures) {
            Map<String, Code> codes = new HashMap<>();
            List<LabelledPicture> waiting = pictures.values().stream() // by name: patches of one image come together
                    .sorted(Comparator.comparing(LabelledPicture::name))
                    .toList();
            for (int from = 0; from < waiting.size(); from += PICTURES_AT_ONCE) {
                List<LabelledPicture> some = waiting.subList(from, Math.min(from + PICTURES_AT_ONCE, waiting.size()));
                encode(some, codes);
                done.accept(from + some.size());
            }
            return codes;
        }

        private void encode(List<LabelledPicture> some, Map<String, Code> codes) {
            Map<String, Picture> read = new LinkedHashMap<>();
            some.forEach(picture -> skipped.read(picture).ifPresent(pixels -> read.put(picture.name(), pixels)));
            List<Code> encoded = measure.encode(List.copyOf(read.values()), side);
            if (encoded.size() != read.size()) {
                throw new IllegalStateException(
                        measure.name() + " gave " + encoded.size() + " codes for " + read.size() + " pictures");
            }
            Iterator<Code> next = encoded.iterator();
            read.keySet().forEach(name -> codes.put(name, next.next()));
        }
    }

    /** Those of some pictures that could be read. */
    List<LabelledPicture> readable(List<LabelledPicture> pictures) {
        return pictures.stream().filter(picture -> !skipped.has(picture.name())).toList();
    }

    /** Those of some pairs whose pictures could both be read. */
    List<PicturePair> readablePairs(List<PicturePair> pairs) {
        return pairs.stream()
                .filter(pair ->
                        !skipped.has(pair.a().name()) && !skipped.has(pair.b().name()))
                .toList();
    }

    /**
     * Those of some pairs whose pictures could both be read.
     *
     * @throws InputException if there is none, or no longer both kinds
     */
    public List<PicturePair> sound(List<PicturePair> pairs) {
        if (skipped.names().isEmpty()) {
            return pairs;
        }
        List<PicturePair> sound = readablePairs(pairs);
        long matches = sound.stream().filter(PicturePair::match).count();
        if (matches == 0 || matches == sound.size()) {
            throw new InputException("without the pictures that cannot be read, such as "
                    + skipped.names().get(0) + ", " + sound.size() + " pairs are left, " + matches
                    + " of them matches; some of each are needed; repair the pictures");
        }
        return sound;
    }

    /**
     * Those of some trials whose pictures could all be read.
     *
     * @throws InputException if there is none
     */
    List<OneShotTrial> soundTrials(List<OneShotTrial> trials) {
        List<OneShotTrial> sound = trials.stream()
                .filter(trial -> !skipped.has(trial.query().name())
                        && trial.gallery().stream().noneMatch(picture -> skipped.has(picture.name())))
                .toList();
        if (sound.isEmpty() && !trials.isEmpty()) {
            throw new InputException("each of the " + trials.size()
                    + " trials has a picture that cannot be read, such as "
                    + skipped.names().get(0) + "; repair or remove them");
        }
        return sound;
    }

    /**
     * Scores pairs of pictures that are encoded here.
     *
     * @param scoring the measure itself or one of its {@linkplain Measure#readings() readings}
     * @return one finite score for each pair, in order
     * @throws IllegalArgumentException if a picture was not encoded on the side that it is on, or a score is not finite
     */
    public ScoredPairs compare(PairScoring scoring, List<PicturePair> pairs, Progress progress) {
        Map<String, double[]> scores =
                inBatches((a, b) -> Map.of(Measure.OWN_SCORE, scoring.compare(a, b)), pairs, progress);
        return new ScoredPairs(pairs, scores.getOrDefault(Measure.OWN_SCORE, new double[0]));
    }

    /**
     * Scores pairs of pictures that are encoded here, by the measure and by each of its readings.
     *
     * @return as {@link Measure#compareAll}; at least one pair is needed
     */
    public Map<String, double[]> compareAll(Measure measure, List<PicturePair> pairs) {
        return inBatches(measure::compareAll, pairs, Progress.NONE);
    }

    private Map<String, double[]> inBatches(
            BiFunction<List<Code>, List<Code>, Map<String, double[]>> scoring,
            List<PicturePair> pairs,
            Progress progress) {
        Map<String, double[]> scores = new LinkedHashMap<>();
        for (int from = 0; from < pairs.size(); from += PAIRS_AT_ONCE) {
            List<PicturePair> some = pairs.subList(from, Math.min(from + PAIRS_AT_ONCE, pairs.size()));
            List<Code> a = new ArrayList<>(some.size());
            List<Code> b = new ArrayList<>(some.size());
            for (PicturePair pair : some) {
                a.add(code(pair.a(), Side.A));
                b.add(code(pair.b(), Side.B));
            }
            for (Map.Entry<String, double[]> part : scoring.apply(a, b).entrySet()) {
                if (part.getValue().length != some.size()) {
                    throw new IllegalStateException(
                            "a scoring gave " + part.getValue().length + " scores for " + some.size() + " pairs");
                }
                double[] all = scores.computeIfAbsent(part.getKey(), name -> new double[pairs.size()]);
                System.arraycopy(part.getValue(), 0, all, from, some.size());
            }
            progress.at(from + some.size(), pairs.size(), "pairs compared");
        }
        return scores;
    }

    private Code code(LabelledPicture picture, Side side) {
        Code code = (side == Side.A ? onA : onB).get(picture.name());
        if (code == null) {
            throw new IllegalArgumentException(
                    picture.name() + " was not encoded" + (sidesDiffer ? " on side " + side : ""));
        }
        return code;
    }
}
