package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SquaredErrorMeasureTest extends ClassicContract {
    @Override
    protected String name() {
        return "mse";
    }

    @Test
    void theScoreIsTheMeanOfTheSquares() {
        assertThat(score(Drawings.blank(10), Drawings.blank(13))).isEqualTo(-9);
        assertThat(score(Drawings.blank(0), Drawings.blank(255))).isEqualTo(-65025);
        // One of three channels differs by 6 in one half of the picture.
        assertThat(score(Drawings.halves(0x000000, 0x0a0b0c), Drawings.halves(0x000600, 0x0a0b0c)))
                .isEqualTo(-6);
    }
}
