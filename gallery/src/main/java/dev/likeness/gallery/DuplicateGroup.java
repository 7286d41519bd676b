package dev.likeness.gallery;

import dev.likeness.gallery.copy.CopyLabel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pictures that show the same thing. Each member was compared with the best copy itself.
 *
 * @param kind the weakest evidence of a member
 * @param best the best copy; also the first member
 * @param members the best copy, then the others from strong to weak evidence; at least two
 */
public record DuplicateGroup(DuplicateKind kind, Path best, List<Member> members) {
    public DuplicateGroup {
        members = List.copyOf(members);
    }

    /**
     * A picture of a group.
     *
     * @param path of the picture
     * @param kind the evidence that it is a copy of the best one; {@code EXACT} for the best copy itself
     * @param score of the model for the best copy and this one
     * @param probability that both show the same thing, as {@code compare} states it
     * @param sameBytes whether the file has the same bytes as the best copy; it can have the same pixels without
     * @param marked whether a person has said that it is the same
     * @param labels how it differs from the best copy
     */
    public record Member(
            Path path,
            DuplicateKind kind,
            double score,
            double probability,
            boolean sameBytes,
            boolean marked,
            Set<CopyLabel> labels) {
        /** One line, such as {@code same pixels} or {@code mirrored, cropped}. */
        public String label() {
            if (kind == DuplicateKind.EXACT) {
                return sameBytes ? "same file" : "same pixels";
            }
            String edits = labels.stream()
                    .map(label -> label.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            if (!edits.isEmpty()) {
                return edits;
            }
            return marked ? "marked as the same" : kind == DuplicateKind.EDITED ? "edited" : "alike";
        }
    }
}
