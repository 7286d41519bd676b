/** A study: ways to combine two networks, trained with the same budget and compared on the same pairs. */
@NullMarked
package dev.likeness.study;

import org.jspecify.annotations.NullMarked;
