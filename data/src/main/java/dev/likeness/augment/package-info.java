/**
 * Altered views of a photograph: cropped, turned, mirrored, seen at an angle, in other light and colours, with stickers, text
 * or a watermark, framed, padded, in a screenshot, as a thumbnail, saved as JPEG. Two views of one photograph match; training
 * without labels learns from such pairs.
 *
 * <p>Start at {@link dev.likeness.augment.PhotoViews}. A {@code Framing} determines the visible part of the photograph and
 * the viewpoint, an {@code Effect} changes the pixels of the view, a {@code Surround} puts something around it; each is one
 * file with its probability and its range, and {@code Edits} lists them in their order.
 * {@link dev.likeness.augment.Exposure} simulates another exposure by the same camera, without a change of geometry. All
 * draws use the generator of the caller, and all arithmetic is the same on every platform.
 */
@NullMarked
package dev.likeness.augment;

import org.jspecify.annotations.NullMarked;
