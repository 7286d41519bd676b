package dev.likeness.train.network;

/**
 * One vector of unit length for each picture: the feature map pooled to a small grid, then a linear layer. The gallery
 * searches embeddings, and training mines hard negatives with them.
 */
public final class Embedding {
    /** The side of the grid: coarse enough to tolerate small shifts, fine enough to keep the layout. */
    public static final int GRID = 4;

    private final Linear project;

    public Embedding(Layers layers, int channels, int dimensions) {
        project = layers.linear("project", channels * GRID * GRID, dimensions);
    }

    public <F extends Features<F>> F forward(F x) { // [N,C,h,w]
        return x.pool(GRID, GRID) //                    [N,C,4,4]
                .flatten() //                           [N,C*16]
                .linear(project) //                     [N,D]
                .unit();
    }
}
