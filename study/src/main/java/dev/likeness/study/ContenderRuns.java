package dev.likeness.study;

import java.util.List;

/** A contender with the results of its runs, in the order of their seeds. */
record ContenderRuns(Contender contender, List<RunResult> results) {
    /** Whether training diverged in any of them. */
    boolean failed() {
        return results.stream().anyMatch(result -> result.failure() != null);
    }
}
