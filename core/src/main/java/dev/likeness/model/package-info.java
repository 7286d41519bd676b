/** The model folder, its card, and its encoder and head in ONNX Runtime. */
@NullMarked
package dev.likeness.model;

import org.jspecify.annotations.NullMarked;
