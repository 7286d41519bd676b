/**
 * Ways to pool a feature map for the embedding. A new one is a file here and a line in
 * {@link dev.likeness.train.pooling.Poolings}.
 */
@NullMarked
package dev.likeness.train.pooling;

import org.jspecify.annotations.NullMarked;
