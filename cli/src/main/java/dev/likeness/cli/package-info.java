/** The command line: each command is one file. The only room that prints and exits. */
@NullMarked
package dev.likeness.cli;

import org.jspecify.annotations.NullMarked;
