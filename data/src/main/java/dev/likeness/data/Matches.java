package dev.likeness.data;

import java.util.Set;
import java.util.TreeMap;

/** Who shows the same thing, put together from pairs that match: the connected components of a graph. */
public final class Matches {
    /** Each name and one that it was joined to, itself at the end of a chain; the smallest name of a component is last. */
    private final TreeMap<String, String> next = new TreeMap<>();

    public void add(String name) {
        next.putIfAbsent(name, name);
    }

    public void join(String a, String b) {
        String first = identity(a);
        String second = identity(b);
        if (first.compareTo(second) < 0) {
            next.put(second, first);
        } else {
            next.put(first, second);
        }
    }

    /** The smallest name of the component that a name belongs to. */
    public String identity(String name) {
        String end = name;
        for (String step = next.getOrDefault(end, end); !step.equals(end); step = next.getOrDefault(end, end)) {
            end = step;
        }
        String at = name;
        while (!at.equals(end)) { // shorten the chain for the next time
            String step = next.put(at, end);
            at = step == null ? end : step;
        }
        return end;
    }

    public Set<String> names() {
        return next.keySet();
    }
}
