package dev.likeness.train.network;

/**
 * One vector of unit length for each picture: the pooled feature map, then a linear layer. The gallery searches embeddings,
 * and training mines hard negatives with them.
 */
public final class Embedding {
    private final Pooling pooling;
    private final Linear project;

    /**
     * An embedding.
     *
     * @param project from {@code C pooling.cells()} numbers, for feature maps of C channels, to the D of the embedding
     */
    public Embedding(Pooling pooling, Linear project) {
        if (project.inputs() % pooling.cells() != 0) {
            throw new IllegalArgumentException(
                    "a linear layer of " + project.inputs() + " inputs cannot follow a pooling to " + pooling.cells()
                            + " cells; allowed: a multiple of the cells");
        }
        this.pooling = pooling;
        this.project = project;
    }

    public <F extends Features<F>> F forward(F x) { // [N,C,h,w]
        return pooling.forward(x) //                    [N,C,h',w']
                .flatten() //                           [N,C*h'*w']
                .linear(project) //                     [N,D]
                .unit();
    }
}
