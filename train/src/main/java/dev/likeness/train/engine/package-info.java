/** The engine that trains, on libtorch: weights, the forward computation, the optimiser. */
@NullMarked
package dev.likeness.train.engine;

import org.jspecify.annotations.NullMarked;
