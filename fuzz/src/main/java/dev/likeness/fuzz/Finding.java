package dev.likeness.fuzz;

import java.util.ArrayList;
import java.util.List;

/** What must not happen, and did: says what, and of which part of the product. */
final class Finding extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Finding(String message) {
        super(message);
    }

    Finding(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * The same without its causes and with two places only, where it came from and where in the product: Jazzer tells
     * findings apart by their stack traces, and the whole ones differ with every level that a file nests.
     */
    Finding brief() {
        Throwable deepest = getCause() == null ? this : getCause();
        List<StackTraceElement> all = List.of(deepest.getStackTrace());
        List<StackTraceElement> places = new ArrayList<>(all.stream().limit(1).toList());
        all.stream().filter(Finding::isProduct).limit(1).forEach(places::add);
        Finding brief = new Finding(String.valueOf(getMessage()));
        brief.setStackTrace(places.toArray(new StackTraceElement[0]));
        return brief;
    }

    private static boolean isProduct(StackTraceElement place) {
        return place.getClassName().startsWith("dev.likeness.")
                && !place.getClassName().startsWith("dev.likeness.fuzz.");
    }
}
