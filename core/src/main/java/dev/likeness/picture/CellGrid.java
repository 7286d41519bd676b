package dev.likeness.picture;

/**
 * A grid of numbers over a picture: positive values are evidence for a match, negative values against it.
 *
 * @param height h, at least 1
 * @param width w, at least 1
 * @param cells {@code [h,w]}, row by row, all finite
 * @param fit how the picture was fitted to the shape that the grid covers
 */
@SuppressWarnings("ArrayRecordComponent") // passed from a model to the drawing code, never compared
public record CellGrid(int height, int width, float[] cells, Fit fit) {
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
     * The value at a position of the picture, interpolated between the centres of the cells.
     *
     * @param x from 0, the left edge of the picture, to 1, the right one
     * @param y from 0, the top edge, to 1, the bottom one
     * @param aspect width divided by height of the picture, which determines the letterbox bars
     */
    double at(double x, double y, double aspect) {
        double across = x;
        double down = y;
        if (fit == Fit.LETTERBOX) {
            double own = (double) width / height;
            if (aspect > own) {
                down = 0.5 + (y - 0.5) * own / aspect;
            } else {
                across = 0.5 + (x - 0.5) * aspect / own;
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
