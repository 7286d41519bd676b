/** Errors about invalid input, and their remedies. */
@NullMarked
package dev.likeness.error;

import org.jspecify.annotations.NullMarked;
