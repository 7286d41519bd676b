package dev.likeness.train.engine;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Selects rows of a batch by index, as libtorch looks up embeddings: the backward pass adds whole rows, in several threads. That of
 * {@code index_select} adds one number at a time, and those of slices fill and add arrays of the size of the batch.
 */
final class BatchRows {
    private BatchRows() {}

    /** {@code [N,..] -> [indices,..]}; maps have their channels last. */
    static Tensor of(Tensor batch, long[] indices) {
        if (batch.dim() < 4) {
            return torch.embedding(batch, Torch.longs(indices));
        }
        long n = batch.size(0);
        Tensor rows = batch.permute(0, 2, 3, 1).reshape(n, -1); //                        [N,h*w*C]
        Tensor chosen = torch.embedding(rows, Torch.longs(indices)); //                   [indices,h*w*C]
        return chosen.view(indices.length, batch.size(2), batch.size(3), batch.size(1))
                .permute(0, 3, 1, 2); //                                                  [indices,C,h,w]
    }
}
