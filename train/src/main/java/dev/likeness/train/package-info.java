/** Training: from a recipe and a data set to a model folder. */
@NullMarked
package dev.likeness.train;

import org.jspecify.annotations.NullMarked;
