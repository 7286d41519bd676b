package dev.likeness.train.export;

/** Pooling to overlapping rectangles as a matrix product, because ONNX has no operator for it. */
final class PoolMatrix {
    private PoolMatrix() {}

    /**
     * {@code [height*width, rows*columns]}: the weight of each cell in each mean. Rectangle i of r covers the cells from
     * floor(i height / r) to ceil((i + 1) height / r), and likewise across, as libtorch's adaptive pooling does.
     */
    static float[] of(int height, int width, int rows, int columns) {
        float[] matrix = new float[height * width * rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int top = r * height / rows;
                int bottom = ((r + 1) * height + rows - 1) / rows;
                int left = c * width / columns;
                int right = ((c + 1) * width + columns - 1) / columns;
                for (int y = top; y < bottom; y++) {
                    for (int x = left; x < right; x++) {
                        matrix[(y * width + x) * rows * columns + r * columns + c] =
                                1f / ((bottom - top) * (right - left));
                    }
                }
            }
        }
        return matrix;
    }
}
