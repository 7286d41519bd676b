package dev.likeness.geometry;

import dev.likeness.registry.Registry;
import java.util.Map;
import java.util.Random;

/**
 * Noise on the geometry of patches in the other pictures, which simulates a detector: homographies without noise give
 * unrealistically exact correspondences (Balntas et al. 2017, HPatches, sec. 3).
 *
 * <p>HPatches defines its levels by their effect: the median intersection over union of an ellipse with its disturbed copy
 * is 0.85 at {@code EASY} and 0.72 at {@code HARD}. The bounds here are chosen to give the same; {@code TOUGH} gives 0.62.
 *
 * @param degrees maximum rotation, in both directions
 * @param stretch maximum absolute logarithm of the scale along each of two orthogonal axes in a random direction
 * @param shift maximum translation in x and y, as a share of the side of the window, in both directions
 */
public record PatchNoise(double degrees, double stretch, double shift) {
    public static final PatchNoise NONE = new PatchNoise(0, 0, 0);
    public static final PatchNoise EASY = new PatchNoise(5, 0.10, 0.07);
    public static final PatchNoise HARD = new PatchNoise(10, 0.20, 0.145);
    public static final PatchNoise TOUGH = new PatchNoise(15, 0.30, 0.21);

    private static final Registry<PatchNoise> LEVELS =
            Registry.of("level of noise", Map.of("easy", EASY, "hard", HARD, "tough", TOUGH));

    /**
     * The noise with a level.
     *
     * @param level {@code easy}, {@code hard} or {@code tough}
     * @throws dev.likeness.error.InputException if it is none of these
     */
    public static PatchNoise ofLevel(String level) {
        return LEVELS.named(level);
    }

    /** Draws a disturbance of the unit square around (0, 0). */
    public Homography draw(Random random) {
        double turn = StrictMath.toRadians(within(degrees, random));
        double axis = StrictMath.PI * random.nextDouble();
        double first = StrictMath.exp(within(stretch, random));
        double second = StrictMath.exp(within(stretch, random));
        Homography scaled = Homography.of(first, 0, 0, 0, second, 0, 0, 0, 1);
        Homography moved = Homography.of(1, 0, within(shift, random), 0, 1, within(shift, random), 0, 0, 1);
        return moved.after(Homography.rotation(turn + axis)).after(scaled).after(Homography.rotation(-axis));
    }

    private static double within(double bound, Random random) {
        return bound * (2 * random.nextDouble() - 1);
    }
}
