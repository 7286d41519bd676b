/** Heads: where two feature maps meet. A new head is a file here and a line in {@link dev.likeness.train.head.Heads}. */
@NullMarked
package dev.likeness.train.head;

import org.jspecify.annotations.NullMarked;
