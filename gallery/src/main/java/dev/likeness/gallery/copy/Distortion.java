package dev.likeness.gallery.copy;

import dev.likeness.alignment.Alignment;
import dev.likeness.alignment.Aspects;
import dev.likeness.alignment.ProjectiveMap;
import java.util.Arrays;

/**
 * How far a placement is from those that programs make. They resize, turn and crop without a change of shapes, or make the whole
 * picture fit another one. The placement that puts one thing over another one that looks like it has to bend it a little.
 */
final class Distortion {
    private static final double LEAST_SCALE = 1e-9;

    private Distortion() {}

    /**
     * The least of three: the logarithm of the ratio of the largest and the smallest scale (the singular values of the placement
     * in pixels), which is 0 for a map that keeps shapes; and the largest distance of a corner of the original from the nearest
     * corner of the copy, for the whole pictures and for their contents without uniform borders, as a share of the sides of the
     * copy.
     */
    static double of(Luminance original, Luminance copy, Alignment alignment) {
        ProjectiveMap map = alignment.map();
        ProjectiveMap ofContents =
                original.toContent().then(map).then(copy.toContent().inverse());
        return Math.min(stretch(map, alignment.aspects()), Math.min(fromTheCorners(map), fromTheCorners(ofContents)));
    }

    /** The median distance of the agreeing keypoints of the copy from where the placement puts them, in heights of the copy. */
    static double ofKeypoints(Alignment alignment) {
        ProjectiveMap map = alignment.map();
        double aspect = alignment.aspects().b();
        double[] distances = alignment.agreeing().stream()
                .mapToDouble(pair -> Math.hypot(
                        (map.x(pair.xA(), pair.yA()) - pair.xB()) * aspect, map.y(pair.xA(), pair.yA()) - pair.yB()))
                .sorted()
                .toArray();
        return distances.length == 0 ? 0 : distances[distances.length / 2];
    }

    private static double stretch(ProjectiveMap map, Aspects aspects) {
        double xx = map.xu() * aspects.b() / aspects.a();
        double xy = map.xv() * aspects.b();
        double yx = map.yu() / aspects.a();
        double yy = map.yv();
        double turned = Math.hypot((xx + yy) / 2, (yx - xy) / 2);
        double mirrored = Math.hypot((xx - yy) / 2, (yx + xy) / 2);
        return Math.log((turned + mirrored) / Math.max(LEAST_SCALE, Math.abs(turned - mirrored)));
    }

    private static double fromTheCorners(ProjectiveMap map) {
        double most = 0;
        for (int corner = 0; corner < 4; corner++) {
            double x = map.x(corner & 1, corner >> 1);
            double y = map.y(corner & 1, corner >> 1);
            double[] distances = new double[4];
            Arrays.setAll(distances, other -> Math.hypot(x - (other & 1), y - (other >> 1)));
            most = Math.max(most, Arrays.stream(distances).min().orElseThrow());
        }
        return most;
    }
}
