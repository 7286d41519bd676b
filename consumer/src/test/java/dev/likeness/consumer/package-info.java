@NullMarked
package dev.likeness.consumer;

import org.jspecify.annotations.NullMarked;
