/** The cost of networks: parameters and multiply-adds, counted without computing the network. */
@NullMarked
package dev.likeness.train.cost;

import org.jspecify.annotations.NullMarked;
