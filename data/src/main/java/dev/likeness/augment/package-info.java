/**
 * Altered views of a photograph, such as people make: cropped, turned, seen at an angle, in other light, written over,
 * framed, saved as JPEG. Two views of one photograph match; that is what training without labels learns from.
 *
 * <p>Start at {@link dev.likeness.augment.PhotoViews}. A {@code Framing} says which part of the photograph is seen
 * and from where, an {@code Effect} changes the pixels of what is seen; each is one file with its probability and its
 * range. {@link dev.likeness.augment.Exposure} is another picture by the same camera, for those who frame by
 * themselves. All draws come from the generator that the caller gives, and all arithmetic is the same on every platform.
 */
@NullMarked
package dev.likeness.augment;

import org.jspecify.annotations.NullMarked;
