/**
 * From encoded bytes to upright sRGB pixels, one file format at a time. Use it through
 * {@code dev.likeness.picture.Picture}; start reading at {@link dev.likeness.picture.decoding.PictureDecoder}.
 */
@NullMarked
package dev.likeness.picture.decoding;

import org.jspecify.annotations.NullMarked;
