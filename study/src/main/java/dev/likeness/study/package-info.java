/** The study: ways to combine two networks, trained under one budget and judged on the same pairs. */
@NullMarked
package dev.likeness.study;

import org.jspecify.annotations.NullMarked;
