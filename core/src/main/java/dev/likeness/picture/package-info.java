/** Pictures: safe decoding, orientation, resizing. Everything here is plain heap data. */
@NullMarked
package dev.likeness.picture;

import org.jspecify.annotations.NullMarked;
