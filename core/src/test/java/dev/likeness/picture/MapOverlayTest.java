package dev.likeness.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The position of the map's colours; its appearance was checked by eye. */
class MapOverlayTest {
    private static final int LEFT = 24;
    private static final int TOP = 52;

    @Test
    void blueIsForAMatchAndOrangeAgainst() {
        CellGrid grid = new CellGrid(2, 2, new float[] {3, -3, 0, 0}, Fit.STRETCH);
        BufferedImage image = drawn(white(10, 10), white(20, 10), grid, "a title");
        assertThat(image.getWidth()).isEqualTo(24 + 320 + 16 + 640 + 24);
        Color matching = new Color(image.getRGB(LEFT + 10, TOP + 10));
        assertThat(matching.getBlue()).isGreaterThan(matching.getRed() + 60);
        Color opposing = new Color(image.getRGB(LEFT + 310, TOP + 10));
        assertThat(opposing.getRed()).isGreaterThan(opposing.getBlue() + 60);
        assertThat(new Color(image.getRGB(LEFT + 10, TOP + 315))).isEqualTo(Color.WHITE);
        Color second = new Color(image.getRGB(LEFT + 320 + 16 + 10, TOP + 10));
        assertThat(second).isEqualTo(matching);
    }

    @Test
    void aMapOfZerosDoesNotChangeThePictures() {
        BufferedImage image = drawn(white(40, 40), white(40, 40), new CellGrid(3, 3, new float[9], Fit.STRETCH), "");
        assertThat(new Color(image.getRGB(LEFT + 100, TOP + 100))).isEqualTo(Color.WHITE);
    }

    @Test
    void extremePicturesAndMapsAreDrawn() {
        float[] cells = {12345};
        CellGrid grid = new CellGrid(1, 1, cells, Fit.LETTERBOX);
        assertThat(drawn(white(1, 900), white(900, 1), grid, "x".repeat(300)).getHeight())
                .isEqualTo(12 + 40 + 320 + 62);
        assertThat(drawn(white(2000, 1500), white(1, 1), grid, "").getWidth()).isGreaterThan(600);
    }

    @Test
    void cellsAreInterpolatedBetweenTheirCentres() {
        CellGrid grid = new CellGrid(1, 2, new float[] {0, 8}, Fit.STRETCH);
        assertThat(grid.at(0.1, 0.5, 1)).isZero();
        assertThat(grid.at(0.25, 0.5, 1)).isZero();
        assertThat(grid.at(0.5, 0.1, 1)).isCloseTo(4, within(1e-9));
        assertThat(grid.at(0.9, 0.9, 1)).isEqualTo(8);
        assertThat(grid.mean()).isEqualTo(4);
    }

    @Test
    void letterboxedMapsCoverThePicture() {
        CellGrid grid = new CellGrid(4, 4, new float[] {9, 9, 9, 9, 1, 1, 1, 1, 2, 2, 2, 2, 9, 9, 9, 9}, Fit.LETTERBOX);
        // A picture twice as wide as high covers the two middle rows only.
        assertThat(grid.at(0.5, 0.25, 2)).isEqualTo(1);
        assertThat(grid.at(0.5, 0.75, 2)).isEqualTo(2);
        assertThat(new CellGrid(1, 4, new float[] {9, 1, 2, 9}, Fit.LETTERBOX).at(0.25, 0.5, 2))
                .isEqualTo(1);
    }

    /** What was cut off has no part in the score. */
    @Test
    void trimmedMapsCoverWhatWasFitted() {
        byte[] rgb = new byte[3 * 100 * 100];
        for (int y = 20; y < 60; y++) {
            for (int x = 50; x < 100; x++) {
                rgb[3 * (100 * y + x)] = (byte) (x + 3 * y);
            }
        }
        Picture page = new Picture(100, 100, rgb);
        float[] cells = {1, 2, 3, 4};
        CellGrid grid = CellGrid.over(page, 2, 2, cells, Fit.TRIM);
        assertThat(grid.at(0.51, 0.21, 1)).isEqualTo(1);
        assertThat(grid.at(0.99, 0.59, 1)).isEqualTo(4);
        assertThat(grid.at(0.75, 0.4, 1)).isCloseTo(2.5, within(1e-9));
        assertThat(grid.at(0.49, 0.4, 1)).isZero();
        assertThat(grid.at(0.75, 0.61, 1)).isZero();
        assertThat(CellGrid.over(page, 2, 2, cells, Fit.STRETCH).at(0.01, 0.01, 1))
                .isEqualTo(1);
    }

    @Test
    void gridsReportTheAllowedValues() {
        assertThatThrownBy(() -> new CellGrid(2, 2, new float[3], Fit.STRETCH))
                .hasMessage("a grid of 2x2 cells needs 4 numbers, not 3");
        assertThatThrownBy(() -> new CellGrid(1, 1, new float[] {Float.NaN}, Fit.STRETCH))
                .hasMessageContaining("finite numbers, not NaN");
    }

    @Test
    void eachPictureHasASeparateMapOnOneScale() {
        CellGrid strong = new CellGrid(1, 1, new float[] {4}, Fit.STRETCH);
        CellGrid weak = new CellGrid(1, 1, new float[] {-1}, Fit.STRETCH);
        BufferedImage image = MapOverlay.draw(
                new MapOverlay.Panel(white(10, 10), strong), new MapOverlay.Panel(white(10, 10), weak), "");
        Color left = new Color(image.getRGB(LEFT + 100, TOP + 100));
        Color right = new Color(image.getRGB(LEFT + 320 + 16 + 100, TOP + 100));
        assertThat(left.getBlue()).isGreaterThan(left.getRed() + 60);
        assertThat(right.getRed()).isGreaterThan(right.getBlue());
        assertThat(right.getRed() - right.getBlue()).isLessThan(left.getBlue() - left.getRed());
    }

    @Test
    void whatTheWholePicturesAddIsInTheCaptionAndNotInTheColours() {
        CellGrid grid = new CellGrid(1, 2, new float[] {3, -3}, Fit.STRETCH);
        MapOverlay.Panel panel = new MapOverlay.Panel(white(10, 10), grid);
        BufferedImage alone = MapOverlay.draw(panel, panel, "");
        BufferedImage image = MapOverlay.draw(panel, panel, new MapOverlay.Legend("", 60));
        assertThat(image.getHeight()).isEqualTo(alone.getHeight() + 18);
        for (int x : new int[] {10, 100, 310}) {
            assertThat(image.getRGB(LEFT + x, TOP + 100)).isEqualTo(alone.getRGB(LEFT + x, TOP + 100));
        }
    }

    @Test
    void aHeadThatAddsNextToNothingHasFaintColours() {
        MapOverlay.Panel panel =
                new MapOverlay.Panel(white(10, 10), new CellGrid(1, 1, new float[] {0.1f}, Fit.STRETCH));
        Color strong = new Color(MapOverlay.draw(panel, panel, "").getRGB(LEFT + 100, TOP + 100));
        Color faint = new Color(
                MapOverlay.draw(panel, panel, new MapOverlay.Legend("", -100)).getRGB(LEFT + 100, TOP + 100));
        assertThat(strong.getBlue() - strong.getRed()).isGreaterThan(60);
        assertThat(faint.getBlue() - faint.getRed()).isBetween(1, 20);
    }

    private static BufferedImage drawn(Picture a, Picture b, CellGrid grid, String title) {
        return MapOverlay.draw(new MapOverlay.Panel(a, grid), new MapOverlay.Panel(b, grid), title);
    }

    private static Picture white(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) 255);
        return new Picture(width, height, rgb);
    }
}
