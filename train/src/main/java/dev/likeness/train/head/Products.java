package dev.likeness.train.head;

import dev.likeness.train.network.Features;

/** Products of cells that do not depend on which picture comes first. */
final class Products {
    private Products() {}

    /**
     * The product of each cell of a with each cell of b, {@code [N,groups,P,P]}. Computed in both orders and averaged,
     * because a matrix product may round (i, j) and (j, i) differently. So swapping the pictures transposes the result,
     * to the last bit.
     */
    static <F extends Features<F>> F inBothOrders(F a, F b, int groups) {
        F forth = a.products(b, groups);
        F back = b.products(a, groups).transposed();
        return forth.plus(back).scaled(0.5, 0);
    }
}
