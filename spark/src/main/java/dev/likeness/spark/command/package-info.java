/** The program {@code likeness-spark}: its jobs as commands for {@code spark-submit}. Only this package prints and exits. */
@NullMarked
package dev.likeness.spark.command;

import org.jspecify.annotations.NullMarked;
