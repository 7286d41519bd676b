/**
 * Galleries: the codes of pictures on disk. A gallery finds the pictures that look like a query, and groups the duplicates.
 */
@NullMarked
package dev.likeness.gallery;

import org.jspecify.annotations.NullMarked;
