/** A request before its endpoint sees it: limits, checks of its origin, its body, its place in the queue, and its errors. */
@NullMarked
package dev.likeness.server.request;

import org.jspecify.annotations.NullMarked;
