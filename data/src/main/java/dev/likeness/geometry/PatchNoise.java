package dev.likeness.geometry;

import dev.likeness.registry.Registry;
import java.util.Map;
import java.util.Random;

/**
 * How far a patch is off in the other pictures, as if a detector had found its point there by itself: a homography alone
 * would give correspondences more exact than any in use (Balntas et al. 2017, HPatches, sec. 3).
 *
 * <p>HPatches states its levels by what they do: at {@code EASY} an ellipse overlaps its disturbed self by 0.85, at
 * {@code HARD} by 0.72 (intersection over union, median). The bounds here are chosen to give the same; {@code TOUGH}
 * gives 0.62.
 *
 * @param degrees rotation, at most this much either way
 * @param stretch two axes at right angles to each other, in any direction, are each scaled by e to the power of at most
 *     this much either way
 * @param shift translation in x and in y, at most this share of the window's side either way
 */
public record PatchNoise(double degrees, double stretch, double shift) {
    public static final PatchNoise NONE = new PatchNoise(0, 0, 0);
    public static final PatchNoise EASY = new PatchNoise(5, 0.10, 0.07);
    public static final PatchNoise HARD = new PatchNoise(10, 0.20, 0.145);
    public static final PatchNoise TOUGH = new PatchNoise(15, 0.30, 0.21);

    private static final Registry<PatchNoise> LEVELS =
            Registry.of("level of noise", Map.of("easy", EASY, "hard", HARD, "tough", TOUGH));

    /**
     * The noise of a level.
     *
     * @param level {@code easy}, {@code hard} or {@code tough}
     * @throws dev.likeness.error.InputException if it is none of these
     */
    public static PatchNoise ofLevel(String level) {
        return LEVELS.named(level);
    }

    /** One disturbance of the unit square whose middle is (0, 0). */
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
