/** Local patches of pictures of one plane: where and how to cut them, under known or random homographies. */
@NullMarked
package dev.likeness.geometry;

import org.jspecify.annotations.NullMarked;
