/** The commands, one file each, and the parts of their work that only a command line needs. */
@NullMarked
package dev.likeness.cli.command;

import org.jspecify.annotations.NullMarked;
