package dev.likeness.picture;

import java.util.Arrays;

/**
 * Finds the margins of a picture: rows and columns along its edges that have one colour, such as padding, frames and the
 * empty parts of a page.
 *
 * <p>The picture is divided into at most {@value #CELLS} cells across and down. A row or column of cells belongs to a margin if
 * the means of its cells differ by at most {@value #TOLERANCE} in each channel; the next one may have another colour. So a
 * picture that was reduced while it was decoded has the same margins, to within a cell.
 */
public final class Margins {
    private static final int CELLS = 192;
    private static final double TOLERANCE = 1;

    /** The least part of each side that is kept: a few strokes on a page do not fill the shape. */
    private static final double LEAST = 0.25;

    /** If no more rows, or columns, would be left, there are no margins there. */
    private static final int LEAST_CELLS = 2;

    private final Picture picture;
    private final int[] columns;
    private final int[] rows;
    private int left;
    private int right;
    private int top;
    private int bottom;

    private Margins(Picture picture) {
        this.picture = picture;
        this.columns = bounds(picture.width());
        this.rows = bounds(picture.height());
        right = columns.length - 1;
        bottom = rows.length - 1;
    }

    /**
     * A part of a picture, in pixels.
     *
     * @param left of its first column, from 0
     * @param top of its first row, from 0
     */
    public record Part(int left, int top, int width, int height) {
        private static Part whole(Picture picture) {
            return new Part(0, 0, picture.width(), picture.height());
        }
    }

    /** A picture without its margins; the picture itself if it has none. */
    public static Picture trimmed(Picture picture) {
        Part part = inside(picture);
        if (part.equals(Part.whole(picture))) {
            return picture;
        }
        byte[] rgb = new byte[3 * part.width * part.height];
        for (int y = 0; y < part.height; y++) {
            int from = 3 * ((part.top + y) * picture.width() + part.left);
            System.arraycopy(picture.rgb(), from, rgb, 3 * y * part.width, 3 * part.width);
        }
        return new Picture(part.width, part.height, rgb);
    }

    /**
     * The part of a picture inside its margins, at least a quarter of each side. It is the whole picture if it has no margins, or
     * one colour.
     */
    public static Part inside(Picture picture) {
        Margins margins = new Margins(picture);
        boolean more = true;
        while (more) {
            more = margins.cutRows() | margins.cutColumns(); // what was cut off may have bared other margins
        }
        return margins.rest();
    }

    /** The first pixel of each cell along one side, and the end of the last. */
    private static int[] bounds(int pixels) {
        int cells = Math.min(CELLS, pixels);
        int[] bounds = new int[cells + 1];
        Arrays.setAll(bounds, i -> (int) ((long) i * pixels / cells));
        return bounds;
    }

    /** Cuts off the rows at both edges that have one colour; none if that would be nearly all, as in a flag of horizontal bars. */
    private boolean cutRows() {
        int first = top;
        int end = bottom;
        while (end - first > LEAST_CELLS && flat(left, right, first, first + 1)) {
            first++;
        }
        while (end - first > LEAST_CELLS && flat(left, right, end - 1, end)) {
            end--;
        }
        if (end - first <= LEAST_CELLS || end - first == bottom - top) {
            return false;
        }
        top = first;
        bottom = end;
        return true;
    }

    private boolean cutColumns() {
        int first = left;
        int end = right;
        while (end - first > LEAST_CELLS && flat(first, first + 1, top, bottom)) {
            first++;
        }
        while (end - first > LEAST_CELLS && flat(end - 1, end, top, bottom)) {
            end--;
        }
        if (end - first <= LEAST_CELLS || end - first == right - left) {
            return false;
        }
        left = first;
        right = end;
        return true;
    }

    /** Whether these cells have one colour. Mostly the first few show that they have not. */
    private boolean flat(int fromColumn, int toColumn, int fromRow, int toRow) {
        double[] least = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] most = new double[3];
        for (int row = fromRow; row < toRow; row++) {
            for (int column = fromColumn; column < toColumn; column++) {
                for (int channel = 0; channel < 3; channel++) {
                    double mean = mean(column, row, channel);
                    least[channel] = Math.min(least[channel], mean);
                    most[channel] = Math.max(most[channel], mean);
                    if (most[channel] - least[channel] > TOLERANCE) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private double mean(int column, int row, int channel) {
        byte[] rgb = picture.rgb();
        long sum = 0;
        for (int y = rows[row]; y < rows[row + 1]; y++) {
            int end = 3 * (y * picture.width() + columns[column + 1]);
            for (int i = 3 * (y * picture.width() + columns[column]) + channel; i < end; i += 3) {
                sum += rgb[i] & 0xff;
            }
        }
        return (double) sum / ((rows[row + 1] - rows[row]) * (columns[column + 1] - columns[column]));
    }

    private Part rest() {
        int cells = columns.length - 1;
        int across = Math.max(right - left, (int) Math.ceil(LEAST * cells));
        int first = Math.max(0, Math.min(cells - across, (left + right - across) / 2));
        int lines = rows.length - 1;
        int down = Math.max(bottom - top, (int) Math.ceil(LEAST * lines));
        int upper = Math.max(0, Math.min(lines - down, (top + bottom - down) / 2));
        return new Part(
                columns[first],
                rows[upper],
                columns[first + across] - columns[first],
                rows[upper + down] - rows[upper]);
    }
}
