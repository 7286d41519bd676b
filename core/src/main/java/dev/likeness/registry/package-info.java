/** Implementations that users choose by name: one table per kind, open to other jars where the kind allows it. */
@NullMarked
package dev.likeness.registry;

import org.jspecify.annotations.NullMarked;
