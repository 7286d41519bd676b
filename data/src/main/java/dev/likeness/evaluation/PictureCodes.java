package dev.likeness.evaluation;

import dev.likeness.data.LabelledPicture;
import dev.likeness.data.OneShotTrial;
import dev.likeness.data.PicturePair;
import dev.likeness.data.SkippedPictures;
import dev.likeness.error.InputException;
import dev.likeness.measure.Code;
import dev.likeness.measure.CodeBlock;
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
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The codes of all pictures of a protocol: each picture is read and encoded once (once per side if the measure's
 * {@linkplain Measure#sidesDiffer() sides differ}), then compared as often as needed.
 *
 * <p>All codes are in memory. Immutable and thread-safe.
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

    /** Encodes the pictures of pairs, {@code a} on side A and {@code b} on side B. All must be readable. */
    public static PictureCodes ofPairs(Measure measure, List<PicturePair> pairs, Progress progress) {
        return ofPairs(MeasureUnderTest.skippingNone(measure, progress), pairs);
    }

    /** Encodes the pictures of pairs, {@code a} on side A and {@code b} on side B. */
    public static PictureCodes ofPairs(MeasureUnderTest tested, List<PicturePair> pairs) {
        Map<String, LabelledPicture> onA = new LinkedHashMap<>();
        Map<String, LabelledPicture> onB = new LinkedHashMap<>();
        for (PicturePair pair : pairs) {
            onA.put(pair.a().name(), pair.a());
            onB.put(pair.b().name(), pair.b());
        }
        return encode(tested, onA, onB);
    }

    /** Encodes the pictures of one-shot trials, queries on side A and galleries on side B. All must be readable. */
    public static PictureCodes ofTrials(Measure measure, List<OneShotTrial> trials, Progress progress) {
        return ofTrials(MeasureUnderTest.skippingNone(measure, progress), trials);
    }

    /** Encodes the pictures of one-shot trials, queries on side A and galleries on side B. */
    public static PictureCodes ofTrials(MeasureUnderTest tested, List<OneShotTrial> trials) {
        Map<String, LabelledPicture> onA = new LinkedHashMap<>();
        Map<String, LabelledPicture> onB = new LinkedHashMap<>();
        for (OneShotTrial trial : trials) {
            onA.put(trial.query().name(), trial.query());
            trial.gallery().forEach(picture -> onB.put(picture.name(), picture));
        }
        return encode(tested, onA, onB);
    }

    /** Encodes queries on side A and candidates on side B. */
    static PictureCodes ofSides(
            MeasureUnderTest tested, List<LabelledPicture> queries, List<LabelledPicture> candidates) {
        Map<String, LabelledPicture> onA = new LinkedHashMap<>();
        Map<String, LabelledPicture> onB = new LinkedHashMap<>();
        queries.forEach(picture -> onA.put(picture.name(), picture));
        candidates.forEach(picture -> onB.put(picture.name(), picture));
        return encode(tested, onA, onB);
    }

    private static PictureCodes encode(
            MeasureUnderTest tested, Map<String, LabelledPicture> onA, Map<String, LabelledPicture> onB) {
        Measure measure = tested.measure();
        Progress progress = tested.progress();
        Map<String, LabelledPicture> all = new LinkedHashMap<>(onA);
        all.putAll(onB);
        SkippedPictures skipped = tested.skipped();
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

    /** Encodes the pictures of one side. */
    private record Encoding(Measure measure, Side side, SkippedPictures skipped, Consumer<Integer> done) {
        Map<String, Code> of(Map<String, LabelledPicture> pictures) {
            Map<String, Code> codes = new HashMap<>();
            List<LabelledPicture> waiting =
                    pictures.values().stream() // by name, so that patches of one image are adjacent
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
            List<Optional<Picture>> pictures =
                    some.parallelStream().map(skipped::read).toList();
            List<Code> encoded =
                    measure.encode(pictures.stream().flatMap(Optional::stream).toList(), side);
            List<String> read = IntStream.range(0, some.size())
                    .filter(i -> pictures.get(i).isPresent())
                    .mapToObj(i -> some.get(i).name())
                    .toList();
            if (encoded.size() != read.size()) {
                throw new IllegalStateException(
                        measure.name() + " gave " + encoded.size() + " codes for " + read.size() + " pictures");
            }
            Iterator<Code> next = encoded.iterator();
            read.forEach(name -> codes.put(name, next.next()));
        }
    }

    /** The pictures that were readable. */
    List<LabelledPicture> readable(List<LabelledPicture> pictures) {
        return skipped.readable(pictures);
    }

    /** The pairs whose pictures were both readable. */
    List<PicturePair> readablePairs(List<PicturePair> pairs) {
        return skipped.readablePairs(pairs);
    }

    /**
     * The pairs whose pictures were both readable.
     *
     * @throws InputException if they lack matches or non-matches
     */
    List<PicturePair> usablePairs(List<PicturePair> pairs) {
        if (skipped.names().isEmpty()) {
            return pairs;
        }
        List<PicturePair> usable = readablePairs(pairs);
        if (!PicturePair.hasBothClasses(usable)) {
            throw new InputException("without the unreadable pictures, such as "
                    + skipped.names().get(0) + ", " + usable.size() + " pairs remain, "
                    + PicturePair.matches(usable)
                    + " of them matches; matches and non-matches are needed; repair the pictures");
        }
        return usable;
    }

    /**
     * The trials whose pictures were all readable.
     *
     * @throws InputException if none remains
     */
    List<OneShotTrial> usableTrials(List<OneShotTrial> trials) {
        List<OneShotTrial> usable = skipped.readableTrials(trials);
        if (usable.isEmpty() && !trials.isEmpty()) {
            throw new InputException("each of the " + trials.size()
                    + " trials contains an unreadable picture, such as "
                    + skipped.names().get(0) + "; repair or remove them");
        }
        return usable;
    }

    /**
     * A block of encoded pictures, to rank them for queries of the other side.
     *
     * @return to be closed by the caller
     * @throws IllegalArgumentException if a picture was not encoded on this side
     */
    CodeBlock block(Measure measure, List<LabelledPicture> pictures, Side side) {
        return measure.block(codes(pictures, side), side);
    }

    /** The codes of encoded pictures, in order. */
    List<Code> codes(List<LabelledPicture> pictures, Side side) {
        return pictures.stream().map(picture -> code(picture, side)).toList();
    }

    /**
     * Scores pairs of encoded pictures.
     *
     * @param scoring the measure itself or one of its {@linkplain Measure#readings() readings}
     * @return one finite score per pair, in order
     * @throws IllegalArgumentException if a picture was not encoded on its side, or a score is not finite
     */
    public ScoredPairs compare(PairScoring scoring, List<PicturePair> pairs, Progress progress) {
        Map<String, double[]> scores =
                inBatches((a, b) -> Map.of(Measure.OWN_SCORE, scoring.compare(a, b)), pairs, progress);
        return new ScoredPairs(pairs, scores.getOrDefault(Measure.OWN_SCORE, new double[0]));
    }

    /**
     * Scores pairs of encoded pictures by the measure and by each of its readings.
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
