package dev.likeness.gallery.copy;

import dev.likeness.alignment.Alignment;
import dev.likeness.alignment.Aspects;
import dev.likeness.alignment.ProjectiveMap;
import java.util.ArrayList;
import java.util.List;

/** The eight orientations of a whole picture: four quarter turns, of the picture and of its mirror image. */
final class Orientations {
    private static final ProjectiveMap MIRROR = ProjectiveMap.affine(-1, 0, 1, 0, 1, 0);
    private static final ProjectiveMap QUARTER = ProjectiveMap.affine(0, -1, 1, 1, 0, 0);
    private static final List<ProjectiveMap> ALL = all();
    /** The maximum ratio of the aspect ratios. */
    private static final double MAX_STRETCH = 1.35;

    private Orientations() {}

    private static List<ProjectiveMap> all() {
        List<ProjectiveMap> all = new ArrayList<>();
        for (ProjectiveMap start : List.of(ProjectiveMap.IDENTITY, MIRROR)) {
            ProjectiveMap map = start;
            for (int quarters = 0; quarters < 4; quarters++) {
                all.add(map);
                map = map.then(QUARTER);
            }
        }
        return List.copyOf(all);
    }

    /** The orientation in which the pixels of two pictures agree most; also with uniform borders removed. */
    static Alignment best(Luminance original, Luminance copy) {
        Aspects aspects = new Aspects(original.aspect(), copy.aspect());
        Alignment best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (ProjectiveMap map : candidates(original, copy)) {
            Alignment alignment = new Alignment(map, aspects, 0, List.of());
            double score = PixelAgreement.quick(original, copy, map);
            if (best == null || score > most) {
                best = alignment;
                most = score;
            }
        }
        return best == null ? new Alignment(ProjectiveMap.IDENTITY, aspects, 0, List.of()) : best;
    }

    private static List<ProjectiveMap> candidates(Luminance original, Luminance copy) {
        List<ProjectiveMap> candidates = new ArrayList<>();
        ProjectiveMap out = original.toContent();
        ProjectiveMap in = copy.toContent();
        double aspectA = original.aspect();
        double aspectB = copy.aspect();
        double contentA =
                aspectA * original.content().width() / original.content().height();
        double contentB = aspectB * copy.content().width() / copy.content().height();
        for (ProjectiveMap map : ALL) {
            boolean sideways = map.xu() == 0;
            if (alike(aspectA, aspectB, sideways)) {
                candidates.add(map);
            }
            if (!original.content().isWhole() && alike(contentA, aspectB, sideways)) {
                candidates.add(out.inverse().then(map));
            }
            if (!copy.content().isWhole() && alike(aspectA, contentB, sideways)) {
                candidates.add(map.then(in));
            }
            if (!original.content().isWhole() && !copy.content().isWhole() && alike(contentA, contentB, sideways)) {
                candidates.add(out.inverse().then(map).then(in));
            }
        }
        return candidates;
    }

    private static boolean alike(double a, double b, boolean sideways) {
        double stretch = sideways ? a * b : a / b;
        return stretch <= MAX_STRETCH && stretch >= 1 / MAX_STRETCH;
    }
}
