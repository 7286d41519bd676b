/** What a person reads: help, progress, figures and tables. */
@NullMarked
package dev.likeness.cli.text;

import org.jspecify.annotations.NullMarked;
