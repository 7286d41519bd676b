/**
 * Readers of picture formats from other jars, such as the module {@code heif}. Start with
 * {@link dev.likeness.picture.reader.PictureReaderProvider}.
 */
@NullMarked
package dev.likeness.picture.reader;

import org.jspecify.annotations.NullMarked;
