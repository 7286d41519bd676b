package dev.likeness.cli.command;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import java.util.Arrays;
import java.util.List;

/** Pictures beside and below each other in one, for people to look at. */
final class ContactSheet {
    private static final int CELL = 200;
    private static final int GAP = 6;

    /** Light grey: pictures have white and black frames of their own. */
    private static final byte GROUND = (byte) 225;

    private ContactSheet() {}

    /** Row by row, about as many across as down. */
    static Picture of(List<Picture> pictures) {
        int columns = (int) Math.ceil(Math.sqrt(pictures.size()));
        int rows = (pictures.size() + columns - 1) / columns;
        int width = columns * (CELL + GAP) + GAP;
        int height = rows * (CELL + GAP) + GAP;
        byte[] sheet = new byte[3 * width * height];
        Arrays.fill(sheet, GROUND);
        for (int i = 0; i < pictures.size(); i++) {
            PictureShape shape = inCell(pictures.get(i));
            byte[] cell = Resizer.area(pictures.get(i), shape);
            int left = GAP + i % columns * (CELL + GAP) + (CELL - shape.width()) / 2;
            int top = GAP + i / columns * (CELL + GAP) + (CELL - shape.height()) / 2;
            int row = 3 * shape.width();
            for (int y = 0; y < shape.height(); y++) {
                System.arraycopy(cell, y * row, sheet, 3 * ((top + y) * width + left), row);
            }
        }
        return new Picture(width, height, sheet);
    }

    /** In its own proportions, as large as a cell takes. */
    private static PictureShape inCell(Picture picture) {
        double scale = (double) CELL / Math.max(picture.width(), picture.height());
        int width = (int) Math.max(1, Math.round(scale * picture.width()));
        int height = (int) Math.max(1, Math.round(scale * picture.height()));
        return new PictureShape(width, height, 3);
    }
}
