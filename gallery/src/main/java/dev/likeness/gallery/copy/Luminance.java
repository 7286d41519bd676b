package dev.likeness.gallery.copy;

import dev.likeness.alignment.ProjectiveMap;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import java.util.ArrayList;
import java.util.List;

/**
 * The luminance of a picture at three sizes, the largest with a longer side of {@value #SIDE} pixels, and its box without a
 * uniform frame.
 *
 * @param aspect the width of the original picture divided by its height
 * @param levels from the largest to the smallest; each has half the side of the one before
 * @param content the part of the picture inside uniform borders
 */
record Luminance(double aspect, List<Level> levels, ContentBox content) {
    static final int SIDE = 128;
    private static final int LEVELS = 3;

    /**
     * One size.
     *
     * @param pixels {@code [height,width]} flattened, unsigned
     */
    @SuppressWarnings("ArrayRecordComponent") // used in this package only, and never compared
    record Level(int width, int height, byte[] pixels) {
        /** The bilinear sample at relative coordinates, 0 to 255. */
        double at(double u, double v) {
            double x = Math.min(Math.max(u * width - 0.5, 0), width - 1);
            double y = Math.min(Math.max(v * height - 0.5, 0), height - 1);
            int left = (int) x;
            int top = (int) y;
            double right = x - left;
            double bottom = y - top;
            int here = top * width + left;
            int next = left + 1 < width ? 1 : 0;
            int below = top + 1 < height ? width : 0;
            double upper = (1 - right) * (pixels[here] & 0xff) + right * (pixels[here + next] & 0xff);
            double lower = (1 - right) * (pixels[here + below] & 0xff) + right * (pixels[here + below + next] & 0xff);
            return (1 - bottom) * upper + bottom * lower;
        }
    }

    static Luminance of(Picture picture) {
        List<Level> levels = new ArrayList<>();
        double scale = Math.min(1, (double) SIDE / Math.max(picture.width(), picture.height()));
        for (int level = 0; level < LEVELS; level++, scale /= 2) {
            int width = Math.max(1, (int) Math.round(picture.width() * scale));
            int height = Math.max(1, (int) Math.round(picture.height() * scale));
            levels.add(new Level(width, height, Resizer.area(picture, new PictureShape(width, height, 1))));
        }
        return new Luminance(
                (double) picture.width() / picture.height(), List.copyOf(levels), ContentBox.of(levels.get(0)));
    }

    /** The smallest level that has at least this many pixels for one unit of both axes; the largest if none has. */
    Level level(double across, double down) {
        for (int i = levels.size() - 1; i > 0; i--) {
            Level level = levels.get(i);
            if (level.width >= across && level.height >= down) {
                return level;
            }
        }
        return levels.get(0);
    }

    int bytes() {
        return levels.stream().mapToInt(level -> level.pixels.length + 40).sum() + 100;
    }

    /** The map from the whole square to the content. */
    ProjectiveMap toContent() {
        return ProjectiveMap.affine(content.width(), 0, content.left(), 0, content.height(), content.top());
    }
}
