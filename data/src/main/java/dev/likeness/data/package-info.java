/** Labelled pictures: from folders, lists and archives to identities, splits, pairs and trials. */
@NullMarked
package dev.likeness.data;

import org.jspecify.annotations.NullMarked;
