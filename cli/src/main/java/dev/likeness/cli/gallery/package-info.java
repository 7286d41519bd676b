/** The commands for galleries, the shortcuts that keep a gallery for a folder, and what is written of duplicates. */
@NullMarked
package dev.likeness.cli.gallery;

import org.jspecify.annotations.NullMarked;
