package dev.likeness;

import dev.likeness.error.InputException;
import dev.likeness.model.LikenessMap;
import dev.likeness.picture.CellGrid;
import dev.likeness.picture.MapOverlay;
import dev.likeness.picture.Picture;
import java.awt.image.BufferedImage;
import java.util.Locale;

/** Two pictures side by side with the likeness map over them, and the verdict as a title. */
public final class MapSheet {
    private MapSheet() {}

    /**
     * Draws the sheet.
     *
     * @param cells of the model for the two pictures
     * @param addition to the title, such as the share of matching pairs if it is not the usual one; may be empty
     * @throws InputException if the model has no map
     */
    public static BufferedImage draw(
            Likeness likeness, Verdict verdict, LikenessMap cells, Picture a, Picture b, String addition) {
        requirePlaces(likeness, cells);
        String title = String.format(
                Locale.ROOT,
                "%s, probability of a match %.4f%s",
                verdict.match() ? "match" : "no match",
                verdict.probability(),
                addition);
        return MapOverlay.draw(
                new MapOverlay.Panel(a, gridOfA(likeness, cells, a)),
                new MapOverlay.Panel(b, gridOfB(likeness, cells, b)),
                new MapOverlay.Legend(title, cells.everywhere()));
    }

    /** @throws InputException if the model has no map */
    private static void requirePlaces(Likeness likeness, LikenessMap cells) {
        if (!cells.hasPlaces()) {
            throw new InputException("model " + likeness.measure().name()
                    + " compares whole pictures and has no map of where they agree; choose a model with another head");
        }
    }

    /** The map over the first picture. */
    public static CellGrid gridOfA(Likeness likeness, LikenessMap cells, Picture a) {
        return grid(likeness, cells, a, cells.placesOfA());
    }

    /** The map over the second picture. */
    public static CellGrid gridOfB(Likeness likeness, LikenessMap cells, Picture b) {
        return grid(likeness, cells, b, cells.placesOfB());
    }

    private static CellGrid grid(Likeness likeness, LikenessMap cells, Picture picture, float[] places) {
        return CellGrid.over(
                picture,
                cells.height(),
                cells.width(),
                places,
                likeness.card().orElseThrow().fit());
    }
}
