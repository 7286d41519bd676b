package dev.likeness.spark;

import dev.likeness.Likeness;
import dev.likeness.error.InputException;
import java.util.HashMap;
import java.util.Map;

/**
 * The models that this process has open: one session for each model, which all tasks share, until the process ends. Each call
 * computes on the thread of its task alone, so that an executor uses as many processors as it was given.
 */
final class ExecutorModel {
    private static final Map<String, Likeness> OPEN = new HashMap<>();

    private ExecutorModel() {}

    /** The model, opened at the first call. Do not close it. */
    static synchronized Likeness of(ModelSource source) {
        String key = source instanceof ModelSource.Sent sent ? "model " + sent.checksum() : source.toString();
        return OPEN.computeIfAbsent(key, absent -> {
            TelemetrySwitch.off();
            Likeness likeness = Likeness.openForManyCallers(source.files());
            requireSearchable(likeness);
            return likeness;
        });
    }

    private static void requireSearchable(Likeness likeness) {
        String name = likeness.measure().name();
        if (likeness.measure().sidesDiffer()) {
            throw new InputException("model " + name
                    + " has one encoder per side, so its codes do not form a collection;" + " choose another model");
        }
        if (likeness.measure().readings().isEmpty()) {
            throw new InputException("model " + name + " has no embedding to search by; choose another model");
        }
    }
}
