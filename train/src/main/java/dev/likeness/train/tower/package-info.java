/** Convolutional towers: one picture in, one feature map out. A new tower is a file here and a line in {@link dev.likeness.train.tower.Towers}. */
@NullMarked
package dev.likeness.train.tower;

import org.jspecify.annotations.NullMarked;
