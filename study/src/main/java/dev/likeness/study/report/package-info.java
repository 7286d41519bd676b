/** The outcome of a study as files for people and for programs. */
@NullMarked
package dev.likeness.study.report;

import org.jspecify.annotations.NullMarked;
