package dev.likeness.study;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A measure that is not learned, found by its name. It has one run and ignores the seed. */
final class FixedContender extends Contender {
    FixedContender(String measure) {
        super(measure);
    }

    @Override
    boolean learned() {
        return false;
    }

    @Override
    int seeds() {
        return 1;
    }

    @Override
    Map<String, String> choice() {
        return Map.of("measure", name());
    }

    @Override
    @Nullable
    String recipeText() {
        return null;
    }

    @Override
    void check() {
        // Grid looked its name up.
    }

    @Override
    void checkSplit(StudyData data, long seed) {
        // It is not trained.
    }

    @Override
    String runName(long seed) {
        return name();
    }

    @Override
    String runFolder(long seed) {
        return "fixed";
    }

    @Override
    ObjectNode key(long seed) {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    Optional<RunResult> run(ContenderRun run, StudyContext context, GridProgress progress, BooleanSupplier stop) {
        try (Measure measure = Measures.named(name())) {
            return Optional.of(new RunResult(
                    key(run.seed()), null, 0, 0, run.judge(measure, context.data(), progress), null, null));
        }
    }

    @Override
    Timing time(TimingMeasurement measurement) {
        return measurement.of(this, null, new Machine.Load());
    }

    @Override
    Measure open(StudyFolder folder, long seed) {
        return Measures.named(name());
    }
}
