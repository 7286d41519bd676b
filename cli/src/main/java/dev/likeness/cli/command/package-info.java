/** The commands, one file each, and the parts that only the command line needs. */
@NullMarked
package dev.likeness.cli.command;

import org.jspecify.annotations.NullMarked;
