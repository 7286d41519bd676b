package dev.likeness.gallery.copy;

/**
 * The part of a picture inside uniform borders, such as a frame or padding, in relative coordinates.
 *
 * @param left 0 to 1
 * @param top 0 to 1
 * @param width 0 to 1
 * @param height 0 to 1
 */
record ContentBox(double left, double top, double width, double height) {
    static final ContentBox WHOLE = new ContentBox(0, 0, 1, 1);
    /** The maximum mean difference from the border's grey level of a row or column that belongs to the border. */
    private static final double SAME = 6;
    /** A smaller part is not used: then the picture is nearly blank. */
    private static final double MIN_SHARE = 0.3;

    boolean isWhole() {
        return width > 0.99 && height > 0.99;
    }

    /** Whether a point lies in it. */
    boolean has(double x, double y) {
        return x >= left && x <= left + width && y >= top && y <= top + height;
    }

    static ContentBox of(Luminance.Level level) {
        int width = level.width();
        int height = level.height();
        int top = 0;
        while (top < height && uniform(level, 0, top, width, 1, level.pixels()[0] & 0xff)) {
            top++;
        }
        int bottom = height;
        int lowest = level.pixels()[width * height - 1] & 0xff;
        while (bottom > top && uniform(level, 0, bottom - 1, width, 1, lowest)) {
            bottom--;
        }
        int tall = bottom - top;
        int left = 0;
        while (tall > 0 && left < width && uniform(level, left, top, 1, tall, level.pixels()[top * width] & 0xff)) {
            left++;
        }
        int right = width;
        while (tall > 0
                && right > left
                && uniform(level, right - 1, top, 1, tall, level.pixels()[top * width + width - 1] & 0xff)) {
            right--;
        }
        double across = (double) (right - left) / width;
        double down = (double) tall / height;
        if (across < MIN_SHARE || down < MIN_SHARE) {
            return WHOLE;
        }
        return new ContentBox((double) left / width, (double) top / height, across, down);
    }

    private static boolean uniform(Luminance.Level level, int x, int y, int width, int height, int grey) {
        double sum = 0;
        for (int j = y; j < y + height; j++) {
            for (int i = x; i < x + width; i++) {
                sum += Math.abs((level.pixels()[j * level.width() + i] & 0xff) - grey);
            }
        }
        return sum <= SAME * width * height;
    }
}
