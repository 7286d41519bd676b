/**
 * The door: open a model, compare two pictures.
 *
 * <p>Start with {@link dev.likeness.Likeness}. Below it, pictures are read and resized in {@code picture}, models opened
 * and run in {@code model}, data sets read in {@code data}, and measures judged in {@code evaluation}.
 */
@NullMarked
package dev.likeness;

import org.jspecify.annotations.NullMarked;
