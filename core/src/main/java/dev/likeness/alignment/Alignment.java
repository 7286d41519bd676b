package dev.likeness.alignment;

import java.util.List;

/**
 * Where the content of picture A lies in picture B.
 *
 * @param map from relative coordinates of A to relative coordinates of B
 * @param aspects of the two pictures; angles depend on them
 * @param matches the number of keypoints that were matched by their descriptors
 * @param agreeing the matched keypoints that agree with the map; empty if the map was not found by keypoints
 */
public record Alignment(ProjectiveMap map, Aspects aspects, int matches, List<PointPair> agreeing) {
    private static final double MIDDLE = 0.5;

    public Alignment {
        agreeing = List.copyOf(agreeing);
        if (matches < agreeing.size()) {
            throw new IllegalArgumentException(agreeing.size() + " of " + matches + " matches cannot agree");
        }
    }

    /** Whether B shows A reversed, as in a mirror or upside down in water. */
    public boolean mirrored() {
        double[] j = map.derivatives(MIDDLE, MIDDLE);
        return j[0] * j[3] - j[1] * j[2] < 0;
    }

    /**
     * The clockwise rotation from A to B in degrees, over -180 and up to 180, at the centre of A. If B is
     * {@link #mirrored}, A is mirrored left to right before it is rotated; so a picture that is flipped upside down is
     * mirrored and rotated by 180 degrees.
     */
    public double degrees() {
        double[] j = map.derivatives(MIDDLE, MIDDLE);
        // In units of the heights of the pictures; mirroring A reverses the first column.
        double column = (mirrored() ? -1 : 1) / aspects.a();
        double xx = aspects.b() * j[0] * column;
        double xy = aspects.b() * j[1];
        double yx = j[2] * column;
        double yy = j[3];
        // The nearest rotation to a matrix.
        double degrees = Math.toDegrees(Math.atan2(yx - xy, xx + yy));
        return degrees <= -180 ? degrees + 360 : degrees;
    }

    /** The share of A's area that lies in B, 0 to 1. */
    public double visibleOfA() {
        return UnitSquare.sharedArea(map.inverse());
    }

    /** The share of B's area that A covers, 0 to 1. */
    public double visibleOfB() {
        return UnitSquare.sharedArea(map);
    }

    /** The same alignment from B to A. */
    public Alignment reversed() {
        return new Alignment(
                map.inverse(),
                new Aspects(aspects.b(), aspects.a()),
                matches,
                agreeing.stream()
                        .map(pair -> new PointPair(pair.xB(), pair.yB(), pair.xA(), pair.yA()))
                        .toList());
    }
}
