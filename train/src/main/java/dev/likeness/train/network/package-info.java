/** The language networks are written in, and the network itself. One forward, two readings: trained by libtorch, written to ONNX. */
@NullMarked
package dev.likeness.train.network;

import org.jspecify.annotations.NullMarked;
