package dev.likeness.spark;

import dev.likeness.gallery.CopyThresholds;

/**
 * What a join of two collections found.
 *
 * @param newPictures that were looked up
 * @param collection pictures that they were looked up among
 * @param there new pictures that the collection has, exactly or as an edited copy
 * @param exact new pictures that it has with the same pixels
 * @param matches rows that were written
 * @param thresholds of the score, from random pairs of a new picture and one of the collection
 * @param cells of k-means on the collection; 1 if all were compared with all
 * @param candidates pairs that the second check judged
 * @param missing pictures of both that were left out because their files are gone
 * @param unreadable files that the second check could not read; a file counts again in each task that needed it
 */
public record JoinReport(
        long newPictures,
        long collection,
        long there,
        long exact,
        long matches,
        CopyThresholds thresholds,
        int cells,
        long candidates,
        long missing,
        long unreadable) {}
