/**
 * Measures speed side by side with Python. {@link dev.likeness.bench.Bench} is the command behind {@code bench/run}; it starts
 * both sides in turn, each as a process that prints one line of JSON. {@link dev.likeness.bench.OurSide} is the process of our
 * side for what runs inside one process; {@code bench/peers} has those of Python.
 */
@NullMarked
package dev.likeness.bench;

import org.jspecify.annotations.NullMarked;
