package dev.likeness.gallery.copy;

import dev.likeness.alignment.Aligner;
import org.jspecify.annotations.Nullable;

/** What the check keeps of a picture: plain heap data, less than 100 kB. It holds no reference to the picture. Immutable. */
public final class Prepared {
    final PictureFacts facts;
    final Luminance luminance;
    final Tints tints;
    final Aligner.@Nullable Prepared keypoints;

    Prepared(PictureFacts facts, Luminance luminance, Tints tints, Aligner.@Nullable Prepared keypoints) {
        this.facts = facts;
        this.luminance = luminance;
        this.tints = tints;
        this.keypoints = keypoints;
    }

    /** The facts that were given. */
    public PictureFacts facts() {
        return facts;
    }

    /** The number of keypoints; 0 without an aligner. */
    int keypointCount() {
        return keypoints == null ? 0 : keypoints.keypoints();
    }

    /** The approximate memory in bytes. */
    public int bytes() {
        return luminance.bytes() + tints.bytes() + (keypoints == null ? 0 : keypoints.bytes()) + 200;
    }
}
