package org.example.likeness;

import dev.likeness.train.target.Target;
import dev.likeness.train.target.TargetProvider;
import java.util.Map;

/** The targets of this jar. */
public final class ExampleTargets implements TargetProvider {
    @Override
    public Map<String, Target> entries() {
        return Map.of("squared-hinge", new SquaredHinge());
    }
}
