package dev.likeness.gallery;

import dev.likeness.picture.Picture;

/** The eight ways to turn and mirror a picture without resampling. */
public enum Orientation {
    /** As it is. */
    UPRIGHT(false, 0),
    /** By 90 degrees clockwise. */
    TURNED_RIGHT(false, 1),
    /** By 180 degrees. */
    UPSIDE_DOWN(false, 2),
    /** By 90 degrees counter-clockwise. */
    TURNED_LEFT(false, 3),
    /** Left and right exchanged. */
    MIRRORED(true, 0),
    /** Mirrored, then turned by 90 degrees clockwise. */
    MIRRORED_TURNED_RIGHT(true, 1),
    /** Mirrored, then turned by 180 degrees: top and bottom exchanged. */
    FLIPPED(true, 2),
    /** Mirrored, then turned by 90 degrees counter-clockwise. */
    MIRRORED_TURNED_LEFT(true, 3);

    private final boolean mirrored;
    private final int quarters;

    Orientation(boolean mirrored, int quarters) {
        this.mirrored = mirrored;
        this.quarters = quarters;
    }

    /** Whether left and right are exchanged. */
    public boolean isMirrored() {
        return mirrored;
    }

    /** The number of quarter turns clockwise, 0 to 3. */
    public int quarterTurns() {
        return quarters;
    }

    /** The picture in this orientation. */
    public Picture of(Picture picture) {
        if (this == UPRIGHT) {
            return picture;
        }
        int width = quarters % 2 == 0 ? picture.width() : picture.height();
        int height = quarters % 2 == 0 ? picture.height() : picture.width();
        byte[] turned = new byte[picture.rgb().length];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at += 3) {
                int from = 3 * source(picture, x, y);
                turned[at] = picture.rgb()[from];
                turned[at + 1] = picture.rgb()[from + 1];
                turned[at + 2] = picture.rgb()[from + 2];
            }
        }
        return new Picture(width, height, turned);
    }

    /** The pixel of the picture that comes to x, y: the turn is undone first, then the mirroring. */
    private int source(Picture picture, int x, int y) {
        int across = switch (quarters) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> picture.width() - 1 - x;
            default -> picture.width() - 1 - y;
        };
        int down = switch (quarters) {
            case 0 -> y;
            case 1 -> picture.height() - 1 - x;
            case 2 -> picture.height() - 1 - y;
            default -> x;
        };
        int column = mirrored ? picture.width() - 1 - across : across;
        return down * picture.width() + column;
    }
}
