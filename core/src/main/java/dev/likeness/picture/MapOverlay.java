package dev.likeness.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.TextLayout;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws where two pictures agree: both side by side, each under its map, with a title and a scale.
 *
 * <p>The colours show the parts of the score that have a place. What the whole pictures add to the score is a number in the
 * caption: it is the same everywhere, and its colour would hide the others.
 *
 * <p>Blue is evidence for a match and orange against it. People with any common colour blindness can distinguish this
 * pair (ColorBrewer's PuOr and RdBu use the same sides). Opacity grows with the absolute value, so that cells without
 * evidence stay clear. The colours of the pictures are muted, so that they do not look like the map or hide it.
 */
public final class MapOverlay {
    private static final Logger LOG = LoggerFactory.getLogger(MapOverlay.class);

    static final int[] FOR = {16, 96, 200};
    static final int[] AGAINST = {226, 106, 0};
    private static final Color TEXT = new Color(0x222222);
    private static final Color FAINT = new Color(0x6a6a6a);
    private static final Color FRAME = new Color(0xc8c8c8);

    /** The opacity of the strongest cell. */
    private static final double OPACITY = 0.72;

    /** The share of their colour and darkness that the pictures keep. */
    private static final double COLOR_KEPT = 0.35;

    private static final double DARKNESS_KEPT = 0.85;

    private static final int PICTURE_HEIGHT = 320;
    private static final int PICTURE_WIDTH = 640;
    private static final int MARGIN = 24;
    private static final int GAP = 16;
    private static final int TITLE_HEIGHT = 40;
    private static final int SCALE_HEIGHT = 12;
    private static final int FOOT_HEIGHT = 62;
    private static final int SUM_HEIGHT = 18;
    private static final int SMALLEST_TEXT = 8;

    /** Cells that are all smaller than this share of what the whole pictures add are faint: they hardly count. */
    static final double LEAST_SHARE = 0.02;

    private final double lowest;
    private final double highest;
    private final double mean;
    private final double strongest;
    private final Legend legend;

    private MapOverlay(CellGrid a, CellGrid b, Legend legend) {
        this.legend = legend;
        lowest = Math.min(a.lowest(), b.lowest());
        highest = Math.max(a.highest(), b.highest());
        mean = (a.mean() + b.mean()) / 2;
        strongest = Math.max(
                Math.max(1e-6, LEAST_SHARE * Math.abs(legend.wholePictures)),
                Math.max(Math.abs(lowest), Math.abs(highest)));
    }

    /** A picture and the grid over it. */
    public record Panel(Picture picture, CellGrid grid) {}

    /**
     * The text on the sheet.
     *
     * @param title one line above the pictures; may be empty
     * @param wholePictures what the score has beside the mean of the cells; 0 if the cells are the whole score
     */
    public record Legend(String title, double wholePictures) {}

    /**
     * Draws one image of both pictures, each under its map, with one colour scale.
     *
     * @param title one line above them; may be empty
     */
    public static BufferedImage draw(Panel a, Panel b, String title) {
        return draw(a, b, new Legend(title, 0));
    }

    /** Draws one image of both pictures, each under its map, with one colour scale. */
    public static BufferedImage draw(Panel a, Panel b, Legend legend) {
        return new MapOverlay(a.grid, b.grid, legend).sheet(a, b);
    }

    private BufferedImage sheet(Panel a, Panel b) {
        BufferedImage left = overlaid(a);
        BufferedImage right = overlaid(b);
        int tallest = Math.max(left.getHeight(), right.getHeight());
        int inner = left.getWidth() + GAP + right.getWidth();
        BufferedImage image =
                new BufferedImage(inner + 2 * MARGIN, top() + tallest + footHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, image.getWidth(), image.getHeight());
            int top = top();
            place(g, left, MARGIN, top + (tallest - left.getHeight()) / 2);
            place(g, right, MARGIN + left.getWidth() + GAP, top + (tallest - right.getHeight()) / 2);
            Lettering lettering = new Lettering(g);
            lettering.put(legend.title, MARGIN, MARGIN / 2 + 26, 0, new Style(Font.BOLD, 18, TEXT));
            scale(g, lettering, inner, top + tallest + 16);
        } finally {
            g.dispose();
        }
        return image;
    }

    private static void place(Graphics2D g, BufferedImage picture, int x, int y) {
        g.drawImage(picture, x, y, null);
        g.setColor(FRAME);
        g.drawRect(x - 1, y - 1, picture.getWidth() + 1, picture.getHeight() + 1);
    }

    /** The picture at its size on the sheet, under the map. */
    private BufferedImage overlaid(Panel panel) {
        Picture picture = panel.picture;
        double scale = Math.min((double) PICTURE_HEIGHT / picture.height(), (double) PICTURE_WIDTH / picture.width());
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        BufferedImage image = scaled(picture, width, height);
        double aspect = (double) picture.width() / picture.height();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double value = panel.grid.at((x + 0.5) / width, (y + 0.5) / height, aspect);
                image.setRGB(x, y, under(value, image.getRGB(x, y)));
            }
        }
        return image;
    }

    private static BufferedImage scaled(Picture picture, int width, int height) {
        if (picture.height() >= height) {
            byte[] rgb = Resizer.area(picture, new PictureShape(width, height, 3));
            return new Picture(width, height, rgb).toImage();
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            g.drawImage(picture.toImage(), 0, 0, width, height, null);
        } finally {
            g.dispose();
        }
        return image;
    }

    /** A pixel of the picture with a value of the map over it. */
    private int under(double value, int pixel) {
        double strength = OPACITY * Math.min(1, Math.abs(value) / strongest);
        int[] color = value > 0 ? FOR : AGAINST;
        int red = pixel >> 16 & 0xff;
        int green = pixel >> 8 & 0xff;
        int blue = pixel & 0xff;
        double grey = (1 - COLOR_KEPT) * (0.299 * red + 0.587 * green + 0.114 * blue);
        return mixed(grey + COLOR_KEPT * red, color[0], strength) << 16
                | mixed(grey + COLOR_KEPT * green, color[1], strength) << 8
                | mixed(grey + COLOR_KEPT * blue, color[2], strength);
    }

    /** Colour over light pixels; dark pixels show through, like ink under a text marker. */
    private static int mixed(double pixel, int color, double strength) {
        double below = 255 - DARKNESS_KEPT * (255 - pixel);
        double paint = (0.55 * below / 255 + 0.45) * color;
        return (int) Math.round(Math.max(0, Math.min(255, below + strength * (paint - below))));
    }

    /** The scale below the pictures: all values of the map, their meaning, and their mean. */
    private void scale(Graphics2D g, Lettering lettering, int width, int y) {
        double low = Math.min(0, lowest);
        double high = Math.max(0, highest);
        double span = Math.max(1e-6, high - low);
        for (int x = 0; x < width; x++) {
            g.setColor(new Color(under(low + span * (x + 0.5) / width, 0xffffff)));
            g.fillRect(MARGIN + x, y, 1, SCALE_HEIGHT);
        }
        g.setColor(FRAME);
        g.drawRect(MARGIN - 1, y - 1, width + 1, SCALE_HEIGHT + 1);
        double at = MARGIN + width * (mean - low) / span;
        Path2D mark = new Path2D.Double();
        mark.moveTo(at, y + SCALE_HEIGHT - 3);
        mark.lineTo(at - 5, y + SCALE_HEIGHT + 6);
        mark.lineTo(at + 5, y + SCALE_HEIGHT + 6);
        mark.closePath();
        g.setColor(TEXT);
        g.fill(mark);
        captions(lettering, width, y + SCALE_HEIGHT + 20, at);
        if (legend.wholePictures != 0) {
            sum(lettering, width, y + SCALE_HEIGHT + 20 + SUM_HEIGHT);
        }
    }

    /** Where the pictures start; without a title there is only a margin above them. */
    private int top() {
        return legend.title.isBlank() ? MARGIN : MARGIN / 2 + TITLE_HEIGHT;
    }

    private int footHeight() {
        return FOOT_HEIGHT + (legend.wholePictures == 0 ? 0 : SUM_HEIGHT);
    }

    /** What the colours are, and how they and the rest add up to the score; smaller on a narrow sheet. */
    private void sum(Lettering lettering, int width, int y) {
        String text = "colours: evidence at each place; score " + number(mean + legend.wholePictures) + " = "
                + number(mean) + " mean of the places, " + number(legend.wholePictures) + " whole pictures";
        int size = 12;
        while (size > SMALLEST_TEXT && lettering.width(text, new Style(Font.PLAIN, size, FAINT)) > width) {
            size--;
        }
        lettering.put(text, MARGIN, y, 0, new Style(Font.PLAIN, size, FAINT));
    }

    private void captions(Lettering lettering, int width, int y, double at) {
        Style plain = new Style(Font.PLAIN, 12, FAINT);
        String left = lowest < 0 ? number(lowest) + " against" : "0";
        String right = highest > 0 ? "for a match " + number(highest) : "0";
        lettering.put(left, MARGIN, y, 0, plain);
        lettering.put(right, MARGIN + width, y, 1, plain);
        String middle = (legend.wholePictures == 0 ? "mean " : "mean of the places ") + number(mean);
        double half = lettering.width(middle, plain) / 2;
        double from = MARGIN + lettering.width(left, plain) + GAP + half;
        double to = MARGIN + width - lettering.width(right, plain) - GAP - half;
        if (from <= to) { // otherwise the sheet is too narrow for three labels
            lettering.put(middle, Math.max(from, Math.min(to, at)), y, 0.5, new Style(Font.BOLD, 12, TEXT));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%+.2f" : "%+.0f", value);
    }

    private record Style(int weight, int size, Color color) {}

    /** Draws text on the sheet; on a machine without fonts it omits the text and logs a warning. */
    private static final class Lettering {
        private final Graphics2D graphics;
        private boolean possible = true;

        Lettering(Graphics2D graphics) {
            this.graphics = graphics;
        }

        /** Text with its start (0), middle (0.5) or end (1) at x, on the base line y. */
        void put(String text, double x, double y, double anchor, Style style) {
            if (text.isBlank() || !possible) {
                return;
            }
            try {
                TextLayout layout = layout(text, style);
                graphics.setColor(style.color);
                layout.draw(graphics, (float) (x - anchor * layout.getAdvance()), (float) y);
            } catch (RuntimeException | InternalError | LinkageError e) {
                // The exception that Java2D throws without fonts, as in many containers, depends on the release.
                LOG.warn("this machine has no fonts: the likeness map is drawn without its text ({})", e.toString());
                possible = false;
            }
        }

        double width(String text, Style style) {
            return possible ? layout(text, style).getAdvance() : 0;
        }

        private TextLayout layout(String text, Style style) {
            Font font = new Font(Font.SANS_SERIF, style.weight, style.size);
            return new TextLayout(text, font, graphics.getFontRenderContext());
        }
    }
}
