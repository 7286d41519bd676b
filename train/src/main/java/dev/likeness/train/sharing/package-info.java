/**
 * Ways for two pictures to share a network. A new one is a file here and a line in
 * {@link dev.likeness.train.sharing.Sharings}.
 */
@NullMarked
package dev.likeness.train.sharing;

import org.jspecify.annotations.NullMarked;
