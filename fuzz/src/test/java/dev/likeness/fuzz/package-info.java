@NullMarked
package dev.likeness.fuzz;

import org.jspecify.annotations.NullMarked;
