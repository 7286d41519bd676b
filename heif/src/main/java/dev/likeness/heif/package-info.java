/**
 * HEIC and AVIF pictures: the layout of the file is checked in Java, and libheif decodes it. Start reading at
 * {@link dev.likeness.heif.HeifReader}.
 */
@NullMarked
package dev.likeness.heif;

import org.jspecify.annotations.NullMarked;
