/** Draws the pictures of each batch, alters them, and chooses the pairs to compare. */
@NullMarked
package dev.likeness.train.sampling;

import org.jspecify.annotations.NullMarked;
