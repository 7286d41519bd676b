package dev.likeness.gallery.copy;

import dev.likeness.alignment.Alignment;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the check of an original and a possible copy found.
 *
 * @param confirmed whether the second picture is a copy of the first
 * @param alignment the best placement of the original in the copy; a guess if the copy is not confirmed
 * @param agreement of the two pictures in this placement
 * @param labels how the copy was edited; empty if it is not confirmed, or if no label applies
 */
public record CopyEvidence(boolean confirmed, Alignment alignment, Agreement agreement, Set<CopyLabel> labels) {
    public CopyEvidence {
        Set<CopyLabel> ordered = EnumSet.noneOf(CopyLabel.class);
        ordered.addAll(labels);
        labels = Collections.unmodifiableSet(ordered);
    }
}
