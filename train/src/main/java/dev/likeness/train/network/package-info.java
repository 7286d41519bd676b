/** The language networks are written in, and the network itself. One forward, three readings: trained by libtorch, written to ONNX, counted. */
@NullMarked
package dev.likeness.train.network;

import org.jspecify.annotations.NullMarked;
