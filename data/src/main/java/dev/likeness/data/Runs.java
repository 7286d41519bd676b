package dev.likeness.data;

import java.util.List;

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
}
