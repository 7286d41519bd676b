/** Reading untrusted archives, and writing files completely or not at all. */
@NullMarked
package dev.likeness.files;

import org.jspecify.annotations.NullMarked;
