package dev.likeness.cli.command;

import dev.likeness.Likeness;
import dev.likeness.OperatingPoint;
import dev.likeness.Verdict;
import dev.likeness.cli.text.Percent;
import dev.likeness.error.InputException;
import dev.likeness.model.LikenessMap;
import dev.likeness.picture.CellGrid;
import dev.likeness.picture.MapOverlay;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import java.nio.file.Path;
import java.util.Locale;

/** Writes two pictures side by side with the likeness map over them. */
public final class MapFile {
    private MapFile() {}

    /**
     * Writes a map.
     *
     * @param cells for the two pictures
     * @throws InputException if the model has no map, or the file cannot be written
     */
    public static void write(Likeness likeness, Verdict verdict, LikenessMap cells, Picture a, Picture b, Path file) {
        if (!cells.hasPlaces()) {
            throw new InputException(
                    "model " + verdict.model() + " compares whole pictures and has no map of where they"
                            + " agree; omit --map, or choose a model with another head");
        }
        PictureFile.write(
                MapOverlay.draw(
                        new MapOverlay.Panel(a, grid(cells, cells.placesOfA(), likeness)),
                        new MapOverlay.Panel(b, grid(cells, cells.placesOfB(), likeness)),
                        new MapOverlay.Legend(title(verdict), cells.everywhere())),
                file);
    }

    private static CellGrid grid(LikenessMap map, float[] cells, Likeness likeness) {
        return new CellGrid(
                map.height(), map.width(), cells, likeness.card().orElseThrow().fit());
    }

    /** The line above the map: short, because the map is narrow. */
    private static String title(Verdict verdict) {
        String prior = verdict.prior() == OperatingPoint.USUAL.prior()
                ? ""
                : " where " + Percent.of(verdict.prior()) + " % of pairs match";
        return String.format(
                Locale.ROOT,
                "%s, probability of a match %.4f%s",
                verdict.match() ? "match" : "no match",
                verdict.probability(),
                prior);
    }
}
