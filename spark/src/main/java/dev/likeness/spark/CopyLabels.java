package dev.likeness.spark;

import dev.likeness.gallery.copy.CopyLabel;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The labels of a copy in the columns of tables: as the bits of a number, and in words. */
final class CopyLabels {
    private CopyLabels() {}

    static int bits(Set<CopyLabel> labels) {
        int bits = 0;
        for (CopyLabel label : labels) {
            bits |= 1 << label.ordinal();
        }
        return bits;
    }

    static Set<CopyLabel> ofBits(int bits) {
        Set<CopyLabel> labels = EnumSet.noneOf(CopyLabel.class);
        for (CopyLabel label : CopyLabel.values()) {
            if ((bits >> label.ordinal() & 1) == 1) {
                labels.add(label);
            }
        }
        return labels;
    }

    /** Such as {@code mirrored, cropped}; {@code edited} without labels. */
    static String words(Set<CopyLabel> labels) {
        return labels.isEmpty()
                ? "edited"
                : labels.stream()
                        .map(label -> label.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }
}
