/**
 * Decodes files to upright sRGB pixels, one file format per class. Use it through
 * {@code dev.likeness.picture.Picture}; start reading at {@link dev.likeness.picture.decoding.PictureDecoder}.
 */
@NullMarked
package dev.likeness.picture.decoding;

import org.jspecify.annotations.NullMarked;
