/** The outcome of a study as JSON, CSV, a table and an HTML page. */
@NullMarked
package dev.likeness.study.report;

import org.jspecify.annotations.NullMarked;
