package dev.likeness.augment;

/** The coverage of a canvas by a round pen, computed from distances: the same on every platform, without graphics library. */
final class Ink {
    private final int width;
    private final int height;
    private final float[] covered; // [h,w], 0 to 1

    Ink(Canvas canvas) {
        this.width = canvas.width;
        this.height = canvas.height;
        this.covered = new float[width * height];
    }

    /** Draws a straight line with round ends; coordinates in pixels from the top left corner. */
    void line(double[] from, double[] to, double radius) {
        double dx = to[0] - from[0];
        double dy = to[1] - from[1];
        double squared = Math.max(1e-9, dx * dx + dy * dy);
        int left = (int) Math.max(0, Math.min(from[0], to[0]) - radius - 1);
        int right = (int) Math.min(width - 1, Math.max(from[0], to[0]) + radius + 1);
        int top = (int) Math.max(0, Math.min(from[1], to[1]) - radius - 1);
        int bottom = (int) Math.min(height - 1, Math.max(from[1], to[1]) + radius + 1);
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double px = x + 0.5 - from[0];
                double py = y + 0.5 - from[1];
                double along = Math.max(0, Math.min(1, (px * dx + py * dy) / squared));
                double offX = px - along * dx;
                double offY = py - along * dy;
                cover(x, y, radius - Math.sqrt(offX * offX + offY * offY));
            }
        }
    }

    /** Covers a pixel whose centre is this many pixels inside an edge; negative is outside. */
    void cover(int x, int y, double inside) {
        float part = (float) Math.max(0, Math.min(1, inside + 0.5));
        int at = y * width + x;
        covered[at] = Math.max(covered[at], part);
    }

    /** Blends a colour over the covered pixels. */
    void layOn(Canvas canvas, float[] colour, double opacity) {
        float[] mask = covered.clone();
        for (int i = 0; i < mask.length; i++) {
            mask[i] *= (float) opacity;
        }
        canvas.lay(mask, colour);
    }
}
