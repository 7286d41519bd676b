package dev.likeness.gallery.copy;

import dev.likeness.alignment.ProjectiveMap;

/** Whether the colours or the brightness of a copy differ from those of its original, in the common part. */
final class TintChange {
    /** Cells along each side of a block: errors of single cells, which details at their edges cause, cancel in it. */
    private static final int BLOCK = 4;

    /** The mean difference of the channels from which people notice it, in grey levels. */
    private static final double NOTICED = 14;

    private TintChange() {}

    static boolean between(Prepared original, Prepared copy, ProjectiveMap map) {
        ProjectiveMap back = map.inverse();
        double sum = 0;
        int count = 0;
        for (int top = 0; top < Tints.SIDE; top += BLOCK) {
            for (int left = 0; left < Tints.SIDE; left += BLOCK) {
                double[] differences = new double[3];
                int cells = 0;
                for (int i = 0; i < BLOCK * BLOCK; i++) {
                    double u = (left + i % BLOCK + 0.5) / Tints.SIDE;
                    double v = (top + i / BLOCK + 0.5) / Tints.SIDE;
                    double mappedU = map.x(u, v);
                    double mappedV = map.y(u, v);
                    if (!isInside(map, u, v) || !isInside(back, mappedU, mappedV)) {
                        continue;
                    }
                    cells++;
                    for (int channel = 0; channel < 3; channel++) {
                        differences[channel] +=
                                copy.tints.at(mappedU, mappedV, channel) - original.tints.at(u, v, channel);
                    }
                }
                if (cells >= BLOCK) {
                    for (double difference : differences) {
                        sum += Math.abs(difference) / cells;
                        count++;
                    }
                }
            }
        }
        return count > 0 && sum / count > NOTICED;
    }

    /** Whether the other picture shows all that the sample at a point is made from, so that no frame takes part in it. */
    private static boolean isInside(ProjectiveMap map, double u, double v) {
        for (int corner = 0; corner < 4; corner++) {
            double x = u + ((corner & 1) - 0.5) * Tints.REACH;
            double y = v + ((corner >> 1) - 0.5) * Tints.REACH;
            double mappedX = map.x(x, y);
            double mappedY = map.y(x, y);
            if (!(mappedX >= 0 && mappedX <= 1 && mappedY >= 0 && mappedY <= 1)) {
                return false;
            }
        }
        return true;
    }
}
