/** Options that several commands share, their checks before a command runs, and remedies stated as options. */
@NullMarked
package dev.likeness.cli.option;

import org.jspecify.annotations.NullMarked;
