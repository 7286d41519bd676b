package dev.likeness.server.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.Likeness;
import dev.likeness.MapSheet;
import dev.likeness.model.LikenessMap;
import dev.likeness.picture.CellGrid;
import dev.likeness.picture.EncodedImage;
import dev.likeness.picture.MapLayer;
import dev.likeness.picture.Picture;
import java.util.Base64;

/** The likeness map over each of two pictures, as transparent images that a page lays over them. */
final class MapLayers {
    private static final int SIDE = 256;

    private MapLayers() {}

    /** Puts {@code a} and {@code b}: PNG in base64, in one scale of colours. */
    static void put(ObjectNode into, Likeness likeness, LikenessMap cells, Picture a, Picture b) {
        CellGrid ofA = MapSheet.gridOfA(likeness, cells, a);
        CellGrid ofB = MapSheet.gridOfB(likeness, cells, b);
        double strongest = MapLayer.strongest(ofA, ofB, cells.everywhere());
        into.put("a", layer(ofA, a, strongest)).put("b", layer(ofB, b, strongest));
    }

    private static String layer(CellGrid grid, Picture picture, double strongest) {
        double scale = (double) SIDE / Math.max(picture.width(), picture.height());
        int width = (int) Math.max(1, Math.round(scale * picture.width()));
        int height = (int) Math.max(1, Math.round(scale * picture.height()));
        return Base64.getEncoder().encodeToString(EncodedImage.png(MapLayer.draw(grid, width, height, strongest)));
    }
}
