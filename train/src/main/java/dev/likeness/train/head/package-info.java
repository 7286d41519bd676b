/**
 * Heads combine two feature maps. A new head is a file here and a line in {@link dev.likeness.train.head.Heads}, or comes
 * from another jar through {@link dev.likeness.train.head.HeadProvider}.
 */
@NullMarked
package dev.likeness.train.head;

import org.jspecify.annotations.NullMarked;
