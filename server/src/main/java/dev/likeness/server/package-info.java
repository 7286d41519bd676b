/** The HTTP server: start it with {@link LikenessServer#start}. */
@NullMarked
package dev.likeness.server;

import org.jspecify.annotations.NullMarked;
