/** How long-running work reports its progress. */
@NullMarked
package dev.likeness.progress;

import org.jspecify.annotations.NullMarked;
