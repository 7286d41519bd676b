/** How sure a difference is: resampling of seeds and identities, and the correction for many comparisons. */
@NullMarked
package dev.likeness.study.statistics;

import org.jspecify.annotations.NullMarked;
