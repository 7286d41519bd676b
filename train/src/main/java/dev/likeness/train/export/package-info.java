/** Trained networks as files: ONNX graphs and safetensors. */
@NullMarked
package dev.likeness.train.export;

import org.jspecify.annotations.NullMarked;
