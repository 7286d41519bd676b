package dev.likeness.picture;

/**
 * A grid of numbers over a picture: positive values are evidence for a match, negative values against it.
 *
 * @param height h, at least 1
 * @param width w, at least 1
 * @param cells {@code [h,w]}, row by row, all finite
 * @param fit how the picture was fitted to the shape that the grid covers
 * @param extent the part of the picture that was fitted; the grid has no values outside it
 */
@SuppressWarnings("ArrayRecordComponent") // passed from a model to the drawing code, never compared
public record CellGrid(int height, int width, float[] cells, Fit fit, Extent extent) {
    /**
     * A part of a picture, in shares of its width and height.
     *
     * @param left 0 to 1
     * @param top 0 to 1
     * @param width above 0
     * @param height above 0
     */
    public record Extent(double left, double top, double width, double height) {
        static final Extent WHOLE = new Extent(0, 0, 1, 1);

        /** The part of a picture that is fitted. */
        static Extent of(Picture picture, Fit fit) {
            if (fit != Fit.TRIM) {
                return WHOLE;
            }
            Margins.Part part = Margins.inside(picture);
            double across = picture.width();
            double down = picture.height();
            return new Extent(part.left() / across, part.top() / down, part.width() / across, part.height() / down);
        }
    }

    public CellGrid {
        if (height < 1 || width < 1 || cells.length != (long) height * width) {
            throw new IllegalArgumentException("a grid of " + height + "x" + width + " cells needs "
                    + (long) height * width + " numbers, not " + cells.length);
        }
        for (float cell : cells) {
            if (!Float.isFinite(cell)) {
                throw new IllegalArgumentException("the cells of a grid are finite numbers, not " + cell);
            }
        }
    }

    /** A grid over the whole picture. */
    public CellGrid(int height, int width, float[] cells, Fit fit) {
        this(height, width, cells, fit, Extent.WHOLE);
    }

    /** A grid over the part of a picture that was fitted. */
    public static CellGrid over(Picture picture, int height, int width, float[] cells, Fit fit) {
        return new CellGrid(height, width, cells, fit, Extent.of(picture, fit));
    }

    float lowest() {
        float lowest = cells[0];
        for (float cell : cells) {
            lowest = Math.min(lowest, cell);
        }
        return lowest;
    }

    float highest() {
        float highest = cells[0];
        for (float cell : cells) {
            highest = Math.max(highest, cell);
        }
        return highest;
    }

    double mean() {
        double sum = 0;
        for (float cell : cells) {
            sum += cell;
        }
        return sum / cells.length;
    }

    /**
     * The value at a position of the picture, interpolated between the centres of the cells; 0 outside the extent.
     *
     * @param x from 0, the left edge of the picture, to 1, the right one
     * @param y from 0, the top edge, to 1, the bottom one
     * @param aspect width divided by height of the picture, which determines the letterbox bars
     */
    double at(double x, double y, double aspect) {
        double across = (x - extent.left) / extent.width;
        double down = (y - extent.top) / extent.height;
        if (across < 0 || across > 1 || down < 0 || down > 1) {
            return 0;
        }
        if (fit == Fit.LETTERBOX) {
            double own = (double) width / height;
            if (aspect > own) {
                down = 0.5 + (down - 0.5) * own / aspect;
            } else {
                across = 0.5 + (across - 0.5) * aspect / own;
            }
        }
        double column = Math.max(0, Math.min(width - 1.0, across * width - 0.5));
        double row = Math.max(0, Math.min(height - 1.0, down * height - 0.5));
        int left = (int) column;
        int top = (int) row;
        int right = Math.min(width - 1, left + 1);
        int bottom = Math.min(height - 1, top + 1);
        double u = column - left;
        double v = row - top;
        return (1 - v) * ((1 - u) * cells[top * width + left] + u * cells[top * width + right])
                + v * ((1 - u) * cells[bottom * width + left] + u * cells[bottom * width + right]);
    }
}
