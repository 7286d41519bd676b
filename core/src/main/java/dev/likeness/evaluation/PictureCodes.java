package dev.likeness.evaluation;

import dev.likeness.data.LabelledPicture;
import dev.likeness.data.OneShotTrial;
import dev.likeness.data.PicturePair;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.PairScoring;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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

    private PictureCodes(boolean sidesDiffer, Map<String, Code> onA, Map<String, Code> onB) {
        this.sidesDiffer = sidesDiffer;
        this.onA = onA;
        this.onB = onB;
    }

    /** Encodes the pictures of pairs, {@code a} on side A and {@code b} on side B. */
    public static PictureCodes ofPairs(Measure measure, List<PicturePair> pairs, Progress progress) {
        Map<String, LabelledPicture> onA = new LinkedHashMap<>();
        Map<String, LabelledPicture> onB = new LinkedHashMap<>();
        for (PicturePair pair : pairs) {
            onA.put(pair.a().name(), pair.a());
            onB.put(pair.b().name(), pair.b());
        }
        return encode(measure, onA, onB, progress);
    }

    /** Encodes the pictures of one-shot trials, queries on side A and galleries on side B. */
    public static PictureCodes ofTrials(Measure measure, List<OneShotTrial> trials, Progress progress) {
        Map<String, LabelledPicture> onA = new LinkedHashMap<>();
        Map<String, LabelledPicture> onB = new LinkedHashMap<>();
        for (OneShotTrial trial : trials) {
            onA.put(trial.query().name(), trial.query());
            trial.gallery().forEach(picture -> onB.put(picture.name(), picture));
        }
        return encode(measure, onA, onB, progress);
    }

    /** Encodes pictures that are looked for on side A, and those that they are looked for among on side B. */
    static PictureCodes ofSides(
            Measure measure, List<LabelledPicture> queries, List<LabelledPicture> candidates, Progress progress) {
        Map<String, LabelledPicture> onA = new LinkedHashMap<>();
        Map<String, LabelledPicture> onB = new LinkedHashMap<>();
        queries.forEach(picture -> onA.put(picture.name(), picture));
        candidates.forEach(picture -> onB.put(picture.name(), picture));
        return encode(measure, onA, onB, progress);
    }

    private static PictureCodes encode(
            Measure measure, Map<String, LabelledPicture> onA, Map<String, LabelledPicture> onB, Progress progress) {
        if (!measure.sidesDiffer()) {
            Map<String, LabelledPicture> all = new LinkedHashMap<>(onA);
            all.putAll(onB);
            Map<String, Code> codes = encode(measure, Side.A, all, done -> report(done, all.size(), progress));
            return new PictureCodes(false, codes, codes);
        }
        int total = onA.size() + onB.size();
        return new PictureCodes(
                true,
                encode(measure, Side.A, onA, done -> report(done, total, progress)),
                encode(measure, Side.B, onB, done -> report(onA.size() + done, total, progress)));
    }

    private static void report(int done, int total, Progress progress) {
        progress.at(done, total, "pictures encoded");
    }

    private static Map<String, Code> encode(
            Measure measure, Side side, Map<String, LabelledPicture> pictures, Consumer<Integer> done) {
        Map<String, Code> codes = new HashMap<>();
        List<LabelledPicture> waiting = pictures.values().stream() // by name: patches of one image come together
                .sorted(Comparator.comparing(LabelledPicture::name))
                .toList();
        for (int from = 0; from < waiting.size(); from += PICTURES_AT_ONCE) {
            List<LabelledPicture> some = waiting.subList(from, Math.min(from + PICTURES_AT_ONCE, waiting.size()));
            List<Picture> read = new ArrayList<>(some.size());
            some.forEach(picture -> read.add(picture.source().read()));
            List<Code> encoded = measure.encode(read, side);
            if (encoded.size() != some.size()) {
                throw new IllegalStateException(
                        measure.name() + " gave " + encoded.size() + " codes for " + some.size() + " pictures");
            }
            for (int i = 0; i < some.size(); i++) {
                codes.put(some.get(i).name(), encoded.get(i));
            }
            done.accept(from + some.size());
        }
        return codes;
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
