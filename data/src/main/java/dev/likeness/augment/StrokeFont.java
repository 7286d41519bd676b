package dev.likeness.augment;

import java.util.ArrayList;
import java.util.List;

/**
 * Capital letters and digits as straight strokes on a grid 4 wide and 6 high: a machine without a display may have no
 * fonts.
 */
final class StrokeFont {
    static final int HEIGHT = 6;

    /** The distance from the left edge of a letter to that of the next. */
    static final double ADVANCE = 5.5;

    /** Strokes separated by spaces; a stroke is a sequence of points, each an x and a y digit (downwards). */
    private static final String[] GLYPHS = {
        "062046 1333", // A
        "00063645443303 0030413233",
        "4130100105163645",
        "00062644422000",
        "40000646 0333",
        "400006 0333",
        "41301001051636454323",
        "0006 4046 0343",
        "2026 1030 1636",
        "4045361605",
        "0006 400346",
        "000646",
        "0600234046",
        "06004640",
        "103041453616050110",
        "06003041423303",
        "103041453616050110 3446",
        "06003041423303 2346",
        "413010010213334445361605",
        "0040 2026",
        "000516364540",
        "002640",
        "0016233640",
        "0046 4006",
        "002340 2326",
        "00400646",
        "103041453616050110 1531", // 0
        "112026 1636",
        "01103041420646",
        "01103041423313 334445361605",
        "36300444",
        "400003334445361605",
        "30100105163645443303",
        "004016",
        "103041423313020110 1304051636454433",
        "16364541301001021343"
    };

    static final int LETTERS = GLYPHS.length;

    private StrokeFont() {}

    /** The strokes of a letter, each {@code [points][x, y]}; 0 is A, 26 is the digit 0. */
    static List<double[][]> strokes(int letter) {
        List<double[][]> strokes = new ArrayList<>();
        for (String stroke : GLYPHS[letter].split(" ", -1)) {
            double[][] points = new double[stroke.length() / 2][];
            for (int i = 0; i < points.length; i++) {
                points[i] = new double[] {stroke.charAt(2 * i) - '0', stroke.charAt(2 * i + 1) - '0'};
            }
            strokes.add(points);
        }
        return strokes;
    }
}
