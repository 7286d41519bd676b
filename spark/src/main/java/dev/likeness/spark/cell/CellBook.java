package dev.likeness.spark.cell;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The centres of the cells. Every picture is in the cells of its {@value #PROBES} nearest centres, so that two pictures meet if they
 * share one of them.
 */
public final class CellBook implements Serializable {
    private static final long serialVersionUID = 1;

    static final int PROBES = 3;

    private final List<float[]> centres;
    private final InnerProducts products;
    private final Map<Integer, Integer> parts;

    private CellBook(List<float[]> centres, Map<Integer, Integer> parts) {
        this.centres = List.copyOf(centres);
        this.products = new InnerProducts(this.centres);
        this.parts = Map.copyOf(parts);
    }

    /** One cell for all pictures: all are compared with all. */
    public static CellBook whole() {
        return new CellBook(List.of(), Map.of());
    }

    /** @param centres of unit length, at least two */
    public static CellBook around(List<float[]> centres) {
        return new CellBook(centres, Map.of());
    }

    /** The number of centres; 1 if there is one cell for all. */
    public int size() {
        return Math.max(1, centres.size());
    }

    /** These cells with some replaced by smaller ones. */
    CellBook replacing(Map<Integer, List<float[]>> smaller) {
        List<float[]> changed = new ArrayList<>();
        for (int c = 0; c < centres.size(); c++) {
            changed.addAll(smaller.getOrDefault(c, List.of(centres.get(c))));
        }
        return new CellBook(changed, Map.of());
    }

    /** These cells with some cut into parts by chance, because their pictures cannot be told apart by the embedding. */
    CellBook cutting(Map<Integer, Integer> cuts) {
        return new CellBook(centres, cuts);
    }

    float[] centre(int cell) {
        return centres.get(cell);
    }

    /** Cells that were cut into parts, and into how many. */
    public Map<Integer, Integer> parts() {
        return parts;
    }

    /**
     * The cells of a picture, ascending; one if there is only one.
     *
     * @param unit its embedding {@code [D]}, of unit length
     * @param position its number, which chooses the part of a cell that was cut
     */
    public long[] cells(float[] unit, int position) {
        if (centres.isEmpty()) {
            return new long[] {0};
        }
        return Arrays.stream(nearest(unit, PROBES))
                .mapToLong(centre -> cell(centre, position))
                .sorted()
                .toArray();
    }

    /** The nearest centre. */
    int nearest(float[] unit) {
        return nearest(unit, 1)[0];
    }

    /** The nearest centres, the nearest first. */
    private int[] nearest(float[] unit, int most) {
        int[] best = new int[Math.min(most, centres.size())];
        float[] cosines = new float[best.length];
        Arrays.fill(cosines, Float.NEGATIVE_INFINITY);
        products.with(unit, 0, (number, product) -> {
            int place = best.length;
            while (place > 0 && product > cosines[place - 1]) {
                place--;
            }
            if (place < best.length) {
                System.arraycopy(best, place, best, place + 1, best.length - place - 1);
                System.arraycopy(cosines, place, cosines, place + 1, best.length - place - 1);
                best[place] = number;
                cosines[place] = product;
            }
        });
        return best;
    }

    private long cell(int centre, int position) {
        int cuts = parts.getOrDefault(centre, 1);
        int part = cuts == 1 ? 0 : Math.floorMod(Integer.reverse(position * 0x9E3779B9), cuts);
        return (long) part << 32 | centre;
    }

    /** The numbers of pictures of the cells of {@link #cells}, summed for each centre. */
    static Map<Integer, Long> byCentre(Map<Long, Long> sizes) {
        Map<Integer, Long> sums = new HashMap<>();
        sizes.forEach((cell, size) -> sums.merge((int) (long) cell, size, Long::sum));
        return sums;
    }
}
