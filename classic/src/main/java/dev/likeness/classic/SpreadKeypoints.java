package dev.likeness.classic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.opencv_core.KeyPoint;
import org.bytedeco.opencv.opencv_core.KeyPointVector;

/**
 * Selects keypoints that are strong and spread over the picture: the strongest of all lie in one place if a picture has words or a
 * pattern in it, and then nothing of the rest can be aligned.
 */
final class SpreadKeypoints {
    /** The cells along each side of a picture. */
    private static final int SIDE = 6;

    private SpreadKeypoints() {}

    /** The strongest of each cell, then the second of each, until there are {@code most}; the order is deterministic. */
    static KeyPointVector of(KeyPointVector found, int width, int height, int most) {
        if (found.size() <= most) {
            return found;
        }
        List<List<Candidate>> cells = new ArrayList<>();
        for (int i = 0; i < SIDE * SIDE; i++) {
            cells.add(new ArrayList<>());
        }
        for (int i = 0; i < found.size(); i++) {
            KeyPoint point = found.get(i);
            int x = Math.min(SIDE - 1, (int) (point.pt().x() * SIDE / width));
            int y = Math.min(SIDE - 1, (int) (point.pt().y() * SIDE / height));
            cells.get(y * SIDE + x).add(new Candidate(i, point.response(), 0));
        }
        List<Candidate> ranked = new ArrayList<>();
        for (List<Candidate> cell : cells) {
            cell.sort(Comparator.comparingDouble(Candidate::strength).reversed().thenComparing(Candidate::index));
            for (int rank = 0; rank < cell.size(); rank++) {
                ranked.add(new Candidate(cell.get(rank).index, cell.get(rank).strength, rank));
            }
        }
        ranked.sort(Comparator.comparingInt(Candidate::rank)
                .thenComparing(Comparator.comparingDouble(Candidate::strength).reversed())
                .thenComparing(Candidate::index));
        int[] chosen =
                ranked.stream().limit(most).mapToInt(Candidate::index).sorted().toArray();
        KeyPointVector spread = new KeyPointVector(chosen.length);
        for (int i = 0; i < chosen.length; i++) {
            spread.put(i, found.get(chosen[i]));
        }
        return spread;
    }

    /** @param rank in its cell, from 0 */
    private record Candidate(int index, float strength, int rank) {}
}
