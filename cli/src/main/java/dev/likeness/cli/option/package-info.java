/** Options that several commands share, and what is checked of them before a command runs. */
@NullMarked
package dev.likeness.cli.option;

import org.jspecify.annotations.NullMarked;
