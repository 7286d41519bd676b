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

    private final int side;
    private final double[] a;
    private final double[] b;
    private final boolean[] common;

    private PixelAgreement(Luminance original, Luminance copy, ProjectiveMap map, int side) {
        this.side = side;
        this.a = new double[side * side];
        this.b = new double[side * side];
        this.common = new boolean[side * side];
        // The grid covers the visible part only, so that a small crop has as many cells as a whole picture.
        double[] box = visible(map);
        double width = (box[2] - box[0]) / side;
        double height = (box[3] - box[1]) / side;
        Luminance.Level from = original.level(1 / width, 1 / height);
        double across = Math.hypot(map.xu(), map.yu()) * width;
        double down = Math.hypot(map.xv(), map.yv()) * height;
        double cell = Math.max(1e-6, Math.max(across, down));
        Luminance.Level to = copy.level(1 / cell, 1 / cell);
        for (int j = 0, i = 0; j < side; j++) {
            double v = box[1] + (j + 0.5) * height;
            for (int k = 0; k < side; k++, i++) {
                double u = box[0] + (k + 0.5) * width;
                double x = map.x(u, v);
                double y = map.y(u, v);
                common[i] = x >= 0 && x <= 1 && y >= 0 && y <= 1 && u >= 0 && u <= 1 && v >= 0 && v <= 1;
                if (common[i]) {
                    a[i] = from.at(u, v);
                    b[i] = to.at(x, y);
                }
            }
        }
    }

    /** The box around the part of the original that the copy shows: left, top, right, bottom. */
    private static double[] visible(ProjectiveMap map) {
        ProjectiveMap back = map.inverse();
        double[] box = {1, 1, 0, 0};
        for (int corner = 0; corner < 4; corner++) {
            double u = back.x(corner & 1, corner >> 1);
            double v = back.y(corner & 1, corner >> 1);
            box[0] = Math.min(box[0], u);
            box[1] = Math.min(box[1], v);
            box[2] = Math.max(box[2], u);
            box[3] = Math.max(box[3], v);
        }
        return new double[] {
            Math.max(0, Math.min(box[0], 0.98)),
            Math.max(0, Math.min(box[1], 0.98)),
            Math.min(1, Math.max(box[2], box[0] + 0.02)),
            Math.min(1, Math.max(box[3], box[1] + 0.02))
        };
    }

    /** A score of a placement, for the choice between placements: higher is better. */
    static double quick(Luminance original, Luminance copy, ProjectiveMap map) {
        PixelAgreement grid = new PixelAgreement(original, copy, map, QUICK_SIDE);
        return grid.correlation() + grid.gradients();
    }

    /** The agreement of two pictures in a placement. */
    static Agreement of(Luminance original, Luminance copy, Alignment alignment) {
        PixelAgreement grid = new PixelAgreement(original, copy, alignment.map(), SIDE);
        return new Agreement(
                alignment.agreeing().size(), grid.correlation(), grid.gradients(), grid.blocks(), grid.contrast());
    }

    private double correlation() {
        Sums sums = new Sums();
        for (int i = 0; i < a.length; i++) {
            if (common[i]) {
                sums.add(a[i], b[i]);
            }
        }
        return sums.correlation();
    }

    private double contrast() {
        Sums sums = new Sums();
        for (int i = 0; i < a.length; i++) {
            if (common[i]) {
                sums.add(a[i], b[i]);
            }
        }
        return Math.min(sums.deviationA(), sums.deviationB());
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
                    if (common[i - step] && common[i + step]) {
                        double da = a[i + step] - a[i - step];
                        double db = b[i + step] - b[i - step];
                        ab += da * db;
                        aa += da * da;
                        bb += db * db;
                    }
                }
            }
        }
        return ab / Math.sqrt(aa * bb);
    }

    /** The share of blocks that agree, of those where a picture is not flat. */
    private double blocks() {
        double agree = 0;
        double all = 0;
        for (int top = 0; top + BLOCK <= side; top += BLOCK) {
            for (int left = 0; left + BLOCK <= side; left += BLOCK) {
                Sums sums = new Sums();
                for (int y = top; y < top + BLOCK; y++) {
                    for (int x = left; x < left + BLOCK; x++) {
                        if (common[y * side + x]) {
                            sums.add(a[y * side + x], b[y * side + x]);
                        }
                    }
                }
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
