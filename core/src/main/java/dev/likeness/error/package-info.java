/** What users are told when something they gave cannot be used. */
@NullMarked
package dev.likeness.error;

import org.jspecify.annotations.NullMarked;
