package dev.likeness.spark;

import dev.likeness.gallery.BestCopy;
import dev.likeness.gallery.CopyCandidates;
import dev.likeness.gallery.DuplicateKind;
import dev.likeness.spark.cell.CellTraining;
import java.util.List;

/**
 * How duplicates are searched.
 *
 * @param weakest {@code EXACT} or {@code EDITED}
 * @param bestCopy the rules for the best copy of a group, the most important first
 * @param cells the number of cells; 0 to choose it by the number of pictures
 * @param shortlist how many neighbours of a picture are compared by the head in each of its cells
 * @param recallSample how many pictures are compared with all others to measure the recall; 0 measures none
 */
public record DuplicatesSettings(
        DuplicateKind weakest, List<BestCopy> bestCopy, int cells, int shortlist, int recallSample) {
    /** Exact and edited copies, as a gallery finds them. */
    public static final DuplicatesSettings USUAL =
            new DuplicatesSettings(DuplicateKind.EDITED, BestCopy.USUAL, 0, CopyCandidates.SHORTLIST, 200);

    public DuplicatesSettings {
        bestCopy = List.copyOf(bestCopy);
        if (weakest == DuplicateKind.ALIKE) {
            throw new IllegalArgumentException("kind ALIKE; a search on Spark reports EXACT or EDITED");
        }
        if (cells < 0 || shortlist < 1 || recallSample < 0) {
            throw new IllegalArgumentException(cells + " cells, a shortlist of " + shortlist + " and a sample of "
                    + recallSample + "; allowed: 0 or more cells, a shortlist of 1 or more, a sample of 0 or more");
        }
    }

    /** The number of cells for n pictures. */
    int cellsFor(long n) {
        return cells == 0 ? CellTraining.cellsFor(n) : cells;
    }

    /** These settings with another number of cells. */
    public DuplicatesSettings withCells(int number) {
        return new DuplicatesSettings(weakest, bestCopy, number, shortlist, recallSample);
    }
}
