/**
 * Tries millions of damaged files on everything that reads files. {@link dev.likeness.fuzz.Fuzz} is the command; a
 * {@link dev.likeness.fuzz.Target} is a reader under test.
 */
@NullMarked
package dev.likeness.fuzz;

import org.jspecify.annotations.NullMarked;
