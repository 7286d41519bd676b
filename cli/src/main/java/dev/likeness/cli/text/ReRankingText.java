package dev.likeness.cli.text;

import dev.likeness.calibration.Gain;
import dev.likeness.model.ReRanking;
import java.util.Locale;

/** Whether a search with a model ranks a shortlist again, in one line. */
public final class ReRankingText {
    private ReRankingText() {}

    /** Such as {@code on: ranking a shortlist of 50 again raises mAP by +0.19 (+0.09 to +0.30) percentage points}. */
    public static String of(ReRanking reRanking) {
        Gain gain = reRanking.mapGain();
        String state = reRanking.on() ? "on" : "off";
        if (gain == null) {
            return state + ", shortlist of " + reRanking.shortlist()
                    + "; not measured ('models calibrate' measures it)";
        }
        return String.format(
                Locale.ROOT,
                "%s: the whole score on a shortlist of %d changes mAP by %s percentage points against the embedding alone,"
                        + " on %s of %s",
                state,
                reRanking.shortlist(),
                GainText.points(gain),
                CountText.grouped(reRanking.identities(), "identity"),
                reRanking.data());
    }
}
