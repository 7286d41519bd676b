/** Files that are never half written. */
@NullMarked
package dev.likeness.files;

import org.jspecify.annotations.NullMarked;
