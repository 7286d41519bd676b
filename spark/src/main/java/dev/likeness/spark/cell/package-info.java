/**
 * Near pairs of a large collection without comparing all with all: cells around the centres of k-means on the embeddings, each
 * picture in its three nearest cells, and pairs inside each cell.
 */
@NullMarked
package dev.likeness.spark.cell;

import org.jspecify.annotations.NullMarked;
