/** Recipes: every choice of a training run, in words. */
@NullMarked
package dev.likeness.train.recipe;

import org.jspecify.annotations.NullMarked;
