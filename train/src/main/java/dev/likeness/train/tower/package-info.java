/**
 * Convolutional towers turn one picture into one feature map. A new tower is a file here and a line in
 * {@link dev.likeness.train.tower.Towers}, or comes from another jar through
 * {@link dev.likeness.train.tower.TowerProvider}.
 */
@NullMarked
package dev.likeness.train.tower;

import org.jspecify.annotations.NullMarked;
