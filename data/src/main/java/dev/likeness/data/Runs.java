package dev.likeness.data;

import dev.likeness.error.InputException;
import java.util.List;
import java.util.function.Predicate;

/**
 * Lake's one-shot layout: {@code runNN/training/*.png}, {@code runNN/test/*.png} and {@code runNN/class_labels.txt}.
 *
 * @param pictures identity {@code runNN/classMM}, group {@code runNN}
 */
public record Runs(String name, List<LabelledPicture> pictures, List<OneShotTrial> trials, String hash)
        implements DataSet {
    public Runs {
        pictures = List.copyOf(pictures);
        trials = List.copyOf(trials);
    }

    @Override
    public String format() {
        return "runs";
    }

    @Override
    public boolean isOfficial() {
        return true;
    }

    @Override
    public DataSet keeping(Predicate<LabelledPicture> predicate) {
        throw new InputException(name + ": pictures cannot be removed from one-shot runs, because each trial needs its"
                + " whole gallery; use the runs whole, as test data");
    }

    @Override
    public List<OneShotTrial> oneShotTrials(int ways, int runs, long seed) {
        return trials;
    }

    @Override
    public TestSplit testSplit(double share, long seed) {
        throw testDataOnly();
    }

    @Override
    public TestSplit testSplit(Predicate<LabelledPicture> test, String rule) {
        throw testDataOnly();
    }

    private InputException testDataOnly() {
        return new InputException(name + ": one-shot runs are test data and cannot be trained on; give data with"
                + " identities, such as Omniglot's background set");
    }

    @Override
    public CalibrationPairs calibrationPairs(TrainedIdentities trained, int count, long seed) {
        throw new InputException(name + ": one-shot runs are test data; results on them would be optimistic for a model"
                + " that was calibrated on them; name other data");
    }
}
