/** Which pictures make a batch, how they are altered, and which pairs are compared. */
@NullMarked
package dev.likeness.train.sampling;

import org.jspecify.annotations.NullMarked;
