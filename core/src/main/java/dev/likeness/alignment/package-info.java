/**
 * Where the content of one picture lies in another: the alignment of two pictures that show the same photograph.
 *
 * <p>Start at {@link dev.likeness.alignment.Aligners}. Coordinates are relative: (0, 0) is the top left corner of a picture
 * and (1, 1) its bottom right corner.
 */
@NullMarked
package dev.likeness.alignment;

import org.jspecify.annotations.NullMarked;
