package dev.likeness.evaluation;

import dev.likeness.data.SkippedPictures;
import dev.likeness.measure.Measure;
import dev.likeness.progress.Progress;

/**
 * A measure that is evaluated.
 *
 * @param skipped reads the pictures, and skips unreadable ones
 * @param progress receives the numbers of pictures encoded and pairs compared
 */
public record MeasureUnderTest(Measure measure, SkippedPictures skipped, Progress progress) {
    /** Skips no picture: an unreadable one is an error. */
    public static MeasureUnderTest skippingNone(Measure measure, Progress progress) {
        return new MeasureUnderTest(measure, new SkippedPictures(SkippedPictures.Limit.NONE), progress);
    }
}
