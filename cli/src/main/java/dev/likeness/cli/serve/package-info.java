/** The command that starts the server, its options, and its log. */
@NullMarked
package dev.likeness.cli.serve;

import org.jspecify.annotations.NullMarked;
