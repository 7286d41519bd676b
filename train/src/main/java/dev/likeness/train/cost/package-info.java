/** What networks cost: parameters and multiply-adds, counted by reading a network without computing it. */
@NullMarked
package dev.likeness.train.cost;

import org.jspecify.annotations.NullMarked;
