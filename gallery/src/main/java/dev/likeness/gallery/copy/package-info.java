/**
 * The second check of a gallery: whether one picture is an edited copy of another, and what was edited. Start at
 * {@link dev.likeness.gallery.copy.CopyCheck}.
 */
@NullMarked
package dev.likeness.gallery.copy;

import org.jspecify.annotations.NullMarked;
