package dev.likeness.train.engine;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Selects rows of a batch by index. Runs of consecutive rows are copied as slices; only the others use {@code index_select}, because its
 * backward pass adds one number at a time.
 */
final class BatchRows {
    /** The minimum length of a run. */
    private static final int LEAST = 8;

    private BatchRows() {}

    /** {@code [N,..] -> [indices,..]}; maps keep the layout in which their channels come last. */
    static Tensor of(Tensor batch, long[] indices) {
        TensorVector parts = new TensorVector();
        int from = 0;
        while (from < indices.length) {
            int end = runEnd(indices, from);
            if (end > from) {
                parts.push_back(batch.narrow(0, indices[from], end - from));
            } else {
                end = from + 1;
                while (end < indices.length && runEnd(indices, end) == end) {
                    end++;
                }
                parts.push_back(chosen(batch, Torch.longs(Arrays.copyOfRange(indices, from, end))));
            }
            from = end;
        }
        return parts.size() == 1 ? parts.get(0) : torch.cat(parts, 0);
    }

    /** The end of the run that begins at an index; the index itself if it is too short. */
    private static int runEnd(long[] indices, int from) {
        int end = from + 1;
        while (end < indices.length && indices[end] == indices[end - 1] + 1) {
            end++;
        }
        return end - from < LEAST ? from : end;
    }

    /** libtorch gives the rows of a map the plain layout unless its channels are the last dimension. */
    private static Tensor chosen(Tensor batch, Tensor indices) {
        return batch.dim() < 4
                ? batch.index_select(0, indices)
                : batch.permute(0, 2, 3, 1).index_select(0, indices).permute(0, 3, 1, 2);
    }
}
