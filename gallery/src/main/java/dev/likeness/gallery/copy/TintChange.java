package dev.likeness.gallery.copy;

import dev.likeness.alignment.ProjectiveMap;

/** Whether the colours or the brightness of a copy differ from those of its original, in the common part. */
final class TintChange {
    /** The mean difference of the channels from which people notice it, in grey levels. */
    private static final double NOTICED = 14;

    private TintChange() {}

    static boolean between(Prepared original, Prepared copy, ProjectiveMap map) {
        double sum = 0;
        int count = 0;
        for (int y = 0; y < Tints.SIDE; y++) {
            for (int x = 0; x < Tints.SIDE; x++) {
                double u = (x + 0.5) / Tints.SIDE;
                double v = (y + 0.5) / Tints.SIDE;
                double mappedU = map.x(u, v);
                double mappedV = map.y(u, v);
                if (mappedU < 0 || mappedU > 1 || mappedV < 0 || mappedV > 1) {
                    continue;
                }
                for (int channel = 0; channel < 3; channel++) {
                    sum += Math.abs(original.tints.at(u, v, channel) - copy.tints.at(mappedU, mappedV, channel));
                    count++;
                }
            }
        }
        return count > 0 && sum / count > NOTICED;
    }
}
