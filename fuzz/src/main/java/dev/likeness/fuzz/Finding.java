package dev.likeness.fuzz;

import java.util.ArrayList;
import java.util.List;

/** A violation of a contract: its message describes it, and its stack trace names the part of the product. */
final class Finding extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Finding(String message) {
        super(message);
    }

    Finding(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * The same finding without its causes, and with two frames only: its origin and the first frame in the product. Jazzer
     * distinguishes findings by their stack traces, and whole traces differ with the nesting depth of a file.
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
