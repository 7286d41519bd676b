package dev.likeness.augment;

import java.util.List;
import java.util.Random;

/**
 * Applies one of several effects.
 *
 * @param probability 0 to 1
 * @param effects each with the same probability; one that is listed twice is drawn twice as often
 */
record OneOf(double probability, List<Effect> effects) implements Effect {
    @Override
    public void alter(Canvas canvas, Random random) {
        if (Draw.happens(random, probability)) {
            effects.get(random.nextInt(effects.size())).alter(canvas, random);
        }
    }
}
