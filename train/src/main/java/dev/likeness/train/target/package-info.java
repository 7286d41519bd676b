/** Training targets: what the scores of pairs and the embeddings are pulled towards. */
@NullMarked
package dev.likeness.train.target;

import org.jspecify.annotations.NullMarked;
