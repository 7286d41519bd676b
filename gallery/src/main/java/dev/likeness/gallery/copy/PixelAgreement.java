package dev.likeness.gallery.copy;

import dev.likeness.alignment.Alignment;
import dev.likeness.alignment.ProjectiveMap;

/** Compares the luminance of two pictures on a grid over the original, where the copy shows the same content. */
final class PixelAgreement {
    /** The cells of the grid along each side of the original. */
    private static final int SIDE = 48;

    private static final int QUICK_SIDE = 24;
    /** The cells of a block along each side. */
    private static final int BLOCK = 6;
    /** The standard deviation in grey levels below which a block is flat: it cannot disagree by noise. */
    private static final double FLAT = 5;
    /** The correlation at which a block agrees. */
    private static final double AGREES = 0.6;
    /** The difference of grey levels over two cells from which there is an edge. */
    private static final double EDGE = 12;
    /** The least difference of grey levels from which a cell at an edge differs. */
    private static final double DIFFERS = 10;

    private final int side;
    private final double[] a;
    private final double[] b;

    private PixelAgreement(Luminance original, Luminance copy, ProjectiveMap map, int side) {
        this.side = side;
        VisibleGrid grid = new VisibleGrid(original, copy, map, side);
        this.a = grid.original();
        this.b = grid.copy(map);
    }

    /** A score of a placement, for the choice between placements: higher is better. */
    static double quick(Luminance original, Luminance copy, ProjectiveMap map) {
        PixelAgreement grid = new PixelAgreement(original, copy, map, QUICK_SIDE);
        return grid.whole().correlation() + grid.gradients();
    }

    /** The agreement of two pictures in a placement. */
    static Agreement of(Prepared original, Prepared copy, Alignment alignment) {
        PixelAgreement grid = new PixelAgreement(original.luminance, copy.luminance, alignment.map(), SIDE);
        Sums whole = grid.whole();
        int agreeing = alignment.agreeing().size();
        double available = Math.min(
                original.keypointCount() * alignment.visibleOfA(), copy.keypointCount() * alignment.visibleOfB());
        return new Agreement(
                agreeing,
                Math.min(1, agreeing / Math.max(1, available)),
                available,
                whole.correlation(),
                grid.gradients(),
                grid.blocks(),
                grid.differences(),
                Distortion.of(original.luminance, copy.luminance, alignment),
                Distortion.ofKeypoints(alignment),
                Math.min(whole.deviationA(), whole.deviationB()));
    }

    private Sums whole() {
        Sums sums = new Sums();
        add(sums, 0, 0, side);
        return sums;
    }

    private void add(Sums sums, int left, int top, int size) {
        for (int y = top; y < top + size; y++) {
            for (int x = left; x < left + size; x++) {
                int i = y * side + x;
                if (!Double.isNaN(a[i] + b[i])) {
                    sums.add(a[i], b[i]);
                }
            }
        }
    }

    /** The correlation of central differences, which have a mean near 0, of both axes. */
    private double gradients() {
        double ab = 0;
        double aa = 1e-6;
        double bb = 1e-6;
        for (int y = 1; y + 1 < side; y++) {
            for (int x = 1; x + 1 < side; x++) {
                int i = y * side + x;
                for (int step : new int[] {1, side}) {
                    double da = a[i + step] - a[i - step];
                    double db = b[i + step] - b[i - step];
                    if (!Double.isNaN(da + db)) {
                        ab += da * db;
                        aa += da * da;
                        bb += db * db;
                    }
                }
            }
        }
        return ab / Math.sqrt(aa * bb);
    }

    /** The share of cells at edges whose light differs, after a linear change of light. */
    private double differences() {
        LightChange light = LightChange.between(a, b);
        double differ = 0;
        double all = 0;
        for (int y = 1; y + 1 < side; y++) {
            for (int x = 1; x + 1 < side; x++) {
                int i = y * side + x;
                double edge = Math.max(Math.abs(light.slope()) * steepness(a, i), steepness(b, i));
                double difference = Math.abs(light.residuals()[i]);
                if (Double.isNaN(edge + difference) || edge < EDGE) {
                    continue;
                }
                all++;
                differ += difference > Math.max(DIFFERS, edge / 2) ? 1 : 0;
            }
        }
        return all == 0 ? 0 : differ / all;
    }

    private double steepness(double[] values, int i) {
        return Math.hypot(values[i + 1] - values[i - 1], values[i + side] - values[i - side]);
    }

    /** The share of blocks that agree, of those where a picture is not flat. */
    private double blocks() {
        double agree = 0;
        double all = 0;
        for (int top = 0; top + BLOCK <= side; top += BLOCK) {
            for (int left = 0; left + BLOCK <= side; left += BLOCK) {
                Sums sums = new Sums();
                add(sums, left, top, BLOCK);
                if (sums.count() < BLOCK * BLOCK / 2 || sums.deviationA() < FLAT && sums.deviationB() < FLAT) {
                    continue;
                }
                all++;
                agree += sums.correlation() >= AGREES ? 1 : 0;
            }
        }
        return all == 0 ? 0 : agree / all;
    }
}
