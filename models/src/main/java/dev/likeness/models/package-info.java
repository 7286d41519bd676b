/** The models that come with the software. */
@NullMarked
package dev.likeness.models;

import org.jspecify.annotations.NullMarked;
