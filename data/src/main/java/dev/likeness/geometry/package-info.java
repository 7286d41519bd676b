/** Local patches of pictures of one plane: where to cut them, and how, under homographies that are known or drawn. */
@NullMarked
package dev.likeness.geometry;

import org.jspecify.annotations.NullMarked;
