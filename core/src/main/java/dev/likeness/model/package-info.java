/** The model folder, and running it: the encoder and the head in ONNX Runtime. */
@NullMarked
package dev.likeness.model;

import org.jspecify.annotations.NullMarked;
