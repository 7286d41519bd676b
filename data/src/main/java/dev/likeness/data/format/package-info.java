/**
 * One file per format of data sets, and the readers of folders, archives and CSV files that they share. Start at
 * {@link dev.likeness.data.format.DataFormats}.
 */
@NullMarked
package dev.likeness.data.format;

import org.jspecify.annotations.NullMarked;
