/** The language of networks, and the network itself. Engines train it, export it and count its cost. */
@NullMarked
package dev.likeness.train.network;

import org.jspecify.annotations.NullMarked;
