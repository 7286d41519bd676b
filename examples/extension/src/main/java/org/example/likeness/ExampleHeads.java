package org.example.likeness;

import dev.likeness.train.head.HeadFactory;
import dev.likeness.train.head.HeadProvider;
import java.util.Map;

/** The heads of this jar. */
public final class ExampleHeads implements HeadProvider {
    @Override
    public Map<String, HeadFactory> entries() {
        return Map.of("squared", new HeadFactory(SquaredHead::new, HeadFactory.Size.WIDTH));
    }
}
