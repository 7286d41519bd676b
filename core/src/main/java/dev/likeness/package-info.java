/**
 * The door: open a model, compare two pictures.
 *
 * <p>Start with {@link dev.likeness.Likeness}. The package {@code picture} reads and resizes pictures, {@code model} opens
 * and runs models, and {@code measure} holds the interface of everything that compares two pictures.
 */
@NullMarked
package dev.likeness;

import org.jspecify.annotations.NullMarked;
