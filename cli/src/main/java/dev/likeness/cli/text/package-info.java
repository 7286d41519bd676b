/** Text for people: help, progress, results and tables. */
@NullMarked
package dev.likeness.cli.text;

import org.jspecify.annotations.NullMarked;
