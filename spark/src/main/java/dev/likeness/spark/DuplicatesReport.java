package dev.likeness.spark;

import dev.likeness.gallery.CopyThresholds;
import java.util.List;

/**
 * What a search for duplicates did.
 *
 * @param pictures of the collection
 * @param different pictures with different pixels
 * @param groups of copies
 * @param members pictures in these groups
 * @param thresholds of the score, from random pairs of the collection; not numbers for exact copies
 * @param cells of k-means; 1 if all were compared with all
 * @param divided cells that were too large and were divided
 * @param largestCell pictures in the largest cell
 * @param comparedWithCentres comparisons of pictures with centres
 * @param comparedPairs comparisons of pictures with each other, by the embedding
 * @param candidates pairs that the head scored above the threshold for candidates and that the second check judged
 * @param missing pictures that were left out because their files are gone
 * @param unreadable files that the second check could not read, so that their edited copies are found by the score alone; a file
 *     counts again in each task that needed it
 * @param recall of the cells against a comparison with all pictures; empty if it was not measured
 */
public record DuplicatesReport(
        long pictures,
        long different,
        long groups,
        long members,
        CopyThresholds thresholds,
        int cells,
        int divided,
        long largestCell,
        long comparedWithCentres,
        long comparedPairs,
        long candidates,
        long missing,
        long unreadable,
        List<ShortlistRecall> recall) {
    public DuplicatesReport {
        recall = List.copyOf(recall);
    }
}
