/** Synthetic data sets: drawn pictures, and patches cut out of photographs. */
@NullMarked
package dev.likeness.synthesis;

import org.jspecify.annotations.NullMarked;
