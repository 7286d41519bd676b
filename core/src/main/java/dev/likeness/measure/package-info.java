/** The interface of everything that measures how alike two pictures are: learned models and classical measures. */
@NullMarked
package dev.likeness.measure;

import org.jspecify.annotations.NullMarked;
