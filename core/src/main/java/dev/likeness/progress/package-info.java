/** How long work tells how far it is. */
@NullMarked
package dev.likeness.progress;

import org.jspecify.annotations.NullMarked;
