/** The one question, in one interface: how alike are two pictures? Learned models and classical measures answer it alike. */
@NullMarked
package dev.likeness.measure;

import org.jspecify.annotations.NullMarked;
