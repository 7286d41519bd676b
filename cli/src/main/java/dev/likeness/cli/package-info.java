/**
 * The command line. Only this module prints, ends the process, reads the environment and states remedies as options.
 */
@NullMarked
package dev.likeness.cli;

import org.jspecify.annotations.NullMarked;
