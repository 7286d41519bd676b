/** The results of a study as plain data, from which {@code study.json} and the reports are written. */
@NullMarked
package dev.likeness.study.outcome;

import org.jspecify.annotations.NullMarked;
