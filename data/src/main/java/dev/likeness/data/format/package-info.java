/**
 * One file for each format of data sets, and what they read: folders, archives and CSV files. Start at
 * {@link dev.likeness.data.format.DataFormats}.
 */
@NullMarked
package dev.likeness.data.format;

import org.jspecify.annotations.NullMarked;
