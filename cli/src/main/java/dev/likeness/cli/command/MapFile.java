package dev.likeness.cli.command;

import dev.likeness.Likeness;
import dev.likeness.MapSheet;
import dev.likeness.OperatingPoint;
import dev.likeness.Verdict;
import dev.likeness.cli.text.Percent;
import dev.likeness.error.InputException;
import dev.likeness.model.LikenessMap;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import java.nio.file.Path;

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
        String prior = verdict.prior() == OperatingPoint.USUAL.prior()
                ? ""
                : " where " + Percent.of(verdict.prior()) + " % of pairs match"; // short, because the map is narrow
        PictureFile.write(MapSheet.draw(likeness, verdict, cells, a, b, prior), file);
    }
}
