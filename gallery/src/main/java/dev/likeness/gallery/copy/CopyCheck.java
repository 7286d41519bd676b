package dev.likeness.gallery.copy;

import dev.likeness.alignment.Aligner;
import dev.likeness.alignment.Aligners;
import dev.likeness.alignment.Alignment;
import dev.likeness.alignment.ProjectiveMap;
import dev.likeness.picture.Picture;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Confirms that one picture is an edited copy of another, and tells how it was edited.
 *
 * <p>An {@link Aligner} proposes where the original lies in the copy. The pixels, compared in this place, decide together
 * with the number of agreeing keypoints. Strong blur, strong compression and flat content leave no keypoints; then the
 * eight orientations of the whole picture, and of the picture without a uniform frame, are tried. {@link CopyRule} states
 * the thresholds.
 *
 * <p>Thread-safe. After {@link #close}, the other methods throw an {@link IllegalStateException}.
 */
public final class CopyCheck implements AutoCloseable {
    private final @Nullable Aligner aligner;

    private CopyCheck(@Nullable Aligner aligner) {
        this.aligner = aligner;
    }

    /** Opens a check with an aligner from the class path; without one, with pixels only. */
    public static CopyCheck open() {
        return new CopyCheck(Aligners.find().orElse(null));
    }

    /** Opens a check that compares pixels only: it does not find crops, screenshots and slight rotations. */
    public static CopyCheck ofPixels() {
        return new CopyCheck(null);
    }

    /** Whether an aligner is used. */
    public boolean aligns() {
        return aligner != null;
    }

    /** Prepares a picture whose file is unknown: see {@link #prepare(Picture, PictureFacts)}. */
    public Prepared prepare(Picture picture) {
        return prepare(picture, PictureFacts.of(picture));
    }

    /**
     * Prepares a picture of any size.
     *
     * @param facts of the original file; the picture may be a reduced version of it
     */
    public Prepared prepare(Picture picture, PictureFacts facts) {
        return new Prepared(
                facts, Luminance.of(picture), Tints.of(picture), aligner == null ? null : aligner.prepare(picture));
    }

    /**
     * Checks whether {@code copy} was made from {@code original}. If it is not known which one is the original, either
     * order confirms about the same pairs; the labels tell how the second picture differs from the first.
     */
    public CopyEvidence check(Prepared original, Prepared copy) {
        CopyEvidence best = null;
        Optional<Alignment> found = aligned(original, copy);
        if (found.isPresent()) {
            best = refined(original, copy, found.get());
            if (best.confirmed()) {
                return best;
            }
        }
        CopyEvidence whole = refined(original, copy, Orientations.best(original.luminance, copy.luminance));
        return best == null || whole.confirmed() ? whole : best;
    }

    private Optional<Alignment> aligned(Prepared original, Prepared copy) {
        if (aligner == null || original.keypoints == null || copy.keypoints == null) {
            return Optional.empty();
        }
        return aligner.align(original.keypoints, copy.keypoints);
    }

    /** The evidence at the placement, or at one near it that agrees better. */
    private static CopyEvidence refined(Prepared original, Prepared copy, Alignment alignment) {
        CopyEvidence coarse = evidence(original, copy, alignment);
        ProjectiveMap map = Refinement.of(original.luminance, copy.luminance, alignment.map());
        CopyEvidence fine = evidence(
                original, copy, new Alignment(map, alignment.aspects(), alignment.matches(), alignment.agreeing()));
        return fine.agreement().gradients() > coarse.agreement().gradients() ? fine : coarse;
    }

    private static CopyEvidence evidence(Prepared original, Prepared copy, Alignment alignment) {
        Agreement agreement = PixelAgreement.of(original, copy, alignment);
        boolean confirmed = CopyRule.confirms(alignment, agreement);
        Set<CopyLabel> labels = confirmed ? CopyLabels.of(original, copy, alignment) : Set.of();
        return new CopyEvidence(confirmed, alignment, agreement, labels);
    }

    /** Frees the aligner after the calls in progress have ended. A second call does nothing. */
    @Override
    public void close() {
        if (aligner != null) {
            aligner.close();
        }
    }
}
