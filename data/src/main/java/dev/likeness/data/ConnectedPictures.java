package dev.likeness.data;

import java.util.Set;
import java.util.TreeMap;

/**
 * Identities that follow from matching pairs: the connected components of the graph whose edges are the pairs. Not
 * thread-safe.
 */
public final class ConnectedPictures {
    /** Union-find: the parent of each name; the root of a component is its smallest name. */
    private final TreeMap<String, String> next = new TreeMap<>();

    /** Adds a name without connections. */
    public void add(String name) {
        next.putIfAbsent(name, name);
    }

    /** Connects two names. */
    public void join(String a, String b) {
        String first = identity(a);
        String second = identity(b);
        if (first.compareTo(second) < 0) {
            next.put(second, first);
        } else {
            next.put(first, second);
        }
    }

    /** The smallest name in the component of a name. */
    public String identity(String name) {
        String end = name;
        for (String step = next.getOrDefault(end, end); !step.equals(end); step = next.getOrDefault(end, end)) {
            end = step;
        }
        String at = name;
        while (!at.equals(end)) { // path compression
            String step = next.put(at, end);
            at = step == null ? end : step;
        }
        return end;
    }

    /** All names, sorted. */
    public Set<String> names() {
        return next.keySet();
    }
}
