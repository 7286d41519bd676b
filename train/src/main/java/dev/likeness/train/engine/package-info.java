/** libtorch behind the language of networks: weights, the forward computation, the optimiser. */
@NullMarked
package dev.likeness.train.engine;

import org.jspecify.annotations.NullMarked;
