package dev.likeness.train.head;

import dev.likeness.train.network.Features;

/** Products of cells that do not depend on which picture comes first. */
final class Products {
    private Products() {}

    /**
     * The product of each cell of a with each of b, {@code [N,groups,P,P]}. Computed in both orders and averaged: a
     * matrix product may round (i, j) otherwise than (j, i), and this way swapping the pictures transposes to the last
     * bit.
     */
    static <F extends Features<F>> F inBothOrders(F a, F b, int groups) {
        F forth = a.products(b, groups);
        F back = b.products(a, groups).transposed();
        return forth.plus(back).scaled(0.5, 0);
    }
}
