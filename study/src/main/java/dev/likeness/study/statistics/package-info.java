/** Significance of differences: the bootstrap over seeds and identities, and the correction for many comparisons. */
@NullMarked
package dev.likeness.study.statistics;

import org.jspecify.annotations.NullMarked;
