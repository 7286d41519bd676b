package dev.likeness.classic;

import dev.likeness.alignment.Aligner;
import dev.likeness.alignment.AlignerProvider;
import java.util.Map;
import java.util.function.Supplier;

/** The table of the aligners in this module. Listing their names does not load OpenCV. */
public final class ClassicAligners implements AlignerProvider {
    @Override
    public Map<String, Supplier<Aligner>> entries() {
        // A lambda, because a reference to the constructor would load the class.
        return Map.of(SiftAligner.NAME, () -> new SiftAligner());
    }
}
