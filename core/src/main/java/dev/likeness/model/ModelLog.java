package dev.likeness.model;

import dev.likeness.measure.MeasureIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs when models are opened and closed, at the level info.
 *
 * <p>The first line loads the logger of the program, which takes a short command as long as a tenth of its run. A program
 * that would drop the lines anyway can set the system property {@code likeness.model.log} to {@code off}.
 */
final class ModelLog {
    private static final boolean ON = !"off".equals(System.getProperty("likeness.model.log"));

    private ModelLog() {}

    /** Loaded with the first line. */
    private static final class Lines {
        static final Logger LOG = LoggerFactory.getLogger(LearnedMeasure.class);
    }

    static void opened(MeasureIdentity model, String place) {
        if (ON) {
            Lines.LOG.info("opened model {} from {}", model, place);
        }
    }

    static void closed(MeasureIdentity model) {
        if (ON) {
            Lines.LOG.info("closed model {}", model);
        }
    }
}
