/** Training targets: losses over the scores of pairs and over embeddings. */
@NullMarked
package dev.likeness.train.target;

import org.jspecify.annotations.NullMarked;
