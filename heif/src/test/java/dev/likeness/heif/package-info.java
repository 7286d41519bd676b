@NullMarked
package dev.likeness.heif;

import org.jspecify.annotations.NullMarked;
