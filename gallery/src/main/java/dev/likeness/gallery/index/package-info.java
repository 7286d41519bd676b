/**
 * The index of a gallery on disk: one Lucene document for each picture, with its code. Only this package uses Lucene.
 *
 * <p>The index has one writer at a time and any number of readers, also in other processes. What was committed survives a
 * crash of the process and of the machine.
 */
@NullMarked
package dev.likeness.gallery.index;

import org.jspecify.annotations.NullMarked;
