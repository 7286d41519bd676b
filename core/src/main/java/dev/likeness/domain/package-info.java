/**
 * Whether a picture is like those that a model was trained on: statistics of pictures, their density, and the test. No
 * network is run.
 */
@NullMarked
package dev.likeness.domain;

import org.jspecify.annotations.NullMarked;
