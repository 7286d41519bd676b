package dev.likeness.picture;

import java.awt.image.BufferedImage;

/**
 * Draws a likeness map alone, without the picture under it: blue places support a match, orange places oppose it, and places
 * without evidence are transparent. A page lays it over the picture.
 */
public final class MapLayer {
    private MapLayer() {}

    /**
     * The value that is drawn with full strength in two maps that are shown together: the largest absolute one.
     *
     * @param wholePictures what the score has beside the mean of the cells; cells that are small against it are faint
     */
    public static double strongest(CellGrid a, CellGrid b, double wholePictures) {
        double largest = 0;
        for (CellGrid grid : new CellGrid[] {a, b}) {
            largest = Math.max(largest, Math.max(Math.abs(grid.lowest()), Math.abs(grid.highest())));
        }
        return Math.max(Math.max(1e-6, MapOverlay.LEAST_SHARE * Math.abs(wholePictures)), largest);
    }

    /**
     * Draws a map.
     *
     * @param width of the image in pixels; it should have the aspect ratio of the picture
     * @param height of the image in pixels
     * @param strongest as {@link #strongest} gives it
     * @return an image of type {@link BufferedImage#TYPE_INT_ARGB}
     */
    public static BufferedImage draw(CellGrid grid, int width, int height, double strongest) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        double aspect = (double) width / height;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double value = grid.at((x + 0.5) / width, (y + 0.5) / height, aspect);
                int alpha = (int) Math.round(255 * Math.min(1, Math.abs(value) / strongest));
                int[] color = value > 0 ? MapOverlay.FOR : MapOverlay.AGAINST;
                image.setRGB(x, y, alpha << 24 | color[0] << 16 | color[1] << 8 | color[2]);
            }
        }
        return image;
    }
}
