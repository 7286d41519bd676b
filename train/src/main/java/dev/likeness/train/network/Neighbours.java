package dev.likeness.train.network;

/**
 * The neighbours of each cell of a map, by displacement: {@link Features#near} gathers them.
 *
 * @param radius the furthest displacement in either direction, in cells, at least 0
 * @param rows of the map
 * @param columns of the map
 */
public record Neighbours(int radius, int rows, int columns) {
    /** K, the number of displacements. */
    public int count() {
        return (2 * radius + 1) * (2 * radius + 1);
    }

    /**
     * The index in {@code [P,P]}, flattened, of the product of a cell with its neighbour.
     *
     * @return {@code [K,P]} flattened, one displacement after the other; if the neighbour lies outside the map, the index
     *     of the cell's product with itself
     */
    public long[] indices() {
        long[] indices = new long[count() * rows * columns];
        each((at, cell, neighbour) -> indices[at] = (long) cell * rows * columns + (neighbour < 0 ? cell : neighbour));
        return indices;
    }

    /** {@code [K,P]} flattened: 1 if the neighbour lies inside the map, else 0. */
    public float[] inside() {
        float[] inside = new float[count() * rows * columns];
        each((at, cell, neighbour) -> inside[at] = neighbour < 0 ? 0 : 1);
        return inside;
    }

    private interface Visitor {
        void visit(int at, int cell, int neighbour);
    }

    private void each(Visitor visitor) {
        int at = 0;
        for (int dy = -radius; dy <= radius; dy++) {
            for (int dx = -radius; dx <= radius; dx++) {
                for (int cell = 0; cell < rows * columns; cell++) {
                    int y = cell / columns + dy;
                    int x = cell % columns + dx;
                    boolean inside = y >= 0 && y < rows && x >= 0 && x < columns;
                    visitor.visit(at++, cell, inside ? y * columns + x : -1);
                }
            }
        }
    }
}
