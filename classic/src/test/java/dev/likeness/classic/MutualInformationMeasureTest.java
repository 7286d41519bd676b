package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.classic.MutualInformationMeasure.Entropies;
import dev.likeness.picture.Picture;
import org.junit.jupiter.api.Test;

class MutualInformationMeasureTest extends ClassicContract {
    @Override
    protected String name() {
        return "mutual-information";
    }

    @Test
    void theMutualInformationWithItselfIsTheEntropy() {
        float[] quarters = vector(Drawings.grey(64, 64, (x, y) -> 16 * (x / 16)));
        Entropies entropies = MutualInformationMeasure.entropies(quarters, quarters);
        assertThat(entropies.mutual()).isCloseTo(Math.log(4), within(1e-12)).isEqualTo(entropies.a());
        Picture noise = Drawings.noise(64, 64, 1);
        assertThat(score(noise, noise)).isEqualTo(2);
    }

    @Test
    void independentPicturesScoreOne() {
        Picture upright = Drawings.grey(64, 64, (x, y) -> x < 32 ? 0 : 255);
        Picture level = Drawings.grey(64, 64, (x, y) -> y < 32 ? 0 : 255);
        assertThat(score(upright, level)).isCloseTo(1, within(1e-12));
        assertThat(score(Drawings.blank(1), Drawings.blank(200))).isEqualTo(1);
        assertThat(score(Drawings.blank(1), upright)).isEqualTo(1);
    }

    @Test
    void aNegativeScoresLikeAPositive() {
        Picture noise = Drawings.noise(64, 64, 2);
        assertThat(score(noise, Drawings.grey(64, 64, (x, y) -> 255 - Drawings.at(noise, x, y))))
                .isCloseTo(2, within(1e-12));
    }

    /** Half black and half white against three quarters and one quarter, computed by hand. */
    @Test
    void aValueByHand() {
        Picture a = Drawings.grey(64, 64, (x, y) -> x < 32 ? 0 : 255);
        Picture b = Drawings.grey(64, 64, (x, y) -> x < 48 ? 0 : 255);
        double entropyA = Math.log(2);
        double entropyB = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
        double joint = -0.5 * Math.log(0.5) - 2 * 0.25 * Math.log(0.25);
        assertThat(score(a, b)).isCloseTo((entropyA + entropyB) / joint, within(1e-12));
    }
}
