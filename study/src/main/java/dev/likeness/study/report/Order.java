package dev.likeness.study.report;

import dev.likeness.study.outcome.ContenderOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Maps in an order that does not depend on how they were made. */
final class Order {
    /** The kinds of choice, as {@link ContenderOutcome#choice} lists them. */
    static final List<String> CHOICES = List.of("tower", "sharing", "head", "target", "negatives", "measure");

    /** The parts that a score can be read from. */
    static final List<String> READINGS = List.of("head", "embedding");

    private Order() {}

    /** The named entries first, in the order of their names here; then the others by the alphabet. */
    static <V> Map<String, V> of(Map<String, V> map, List<String> first) {
        Map<String, V> rest = new TreeMap<>(map);
        Map<String, V> ordered = new LinkedHashMap<>();
        for (String key : first) {
            V value = rest.remove(key);
            if (value != null) {
                ordered.put(key, value);
            }
        }
        ordered.putAll(rest);
        return ordered;
    }
}
