package dev.likeness.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.picture.PictureLimits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureLimitVariablesTest {
    private static final PictureLimits DEFAULT = PictureLimits.DEFAULT;

    @Test
    void eachVariableChangesOneLimit() {
        assertThat(PictureLimitVariables.limits(Map.of())).isEqualTo(DEFAULT);
        assertThat(PictureLimitVariables.limits(Map.of("LIKENESS_PICTURE_SIDE", " ")))
                .isEqualTo(DEFAULT);
        assertThat(PictureLimitVariables.limits(Map.of(
                        "LIKENESS_PICTURE_MEGAPIXELS", "0.5",
                        "LIKENESS_PICTURE_SIDE", "900",
                        "LIKENESS_PICTURE_SECONDS", " 1.5 ")))
                .isEqualTo(new PictureLimits(500_000, 900, DEFAULT.bytes(), Duration.ofMillis(1500)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "many", "NaN", "1e9"})
    void anInvalidLimitIsRefused(String value) {
        assertThatThrownBy(() -> PictureLimitVariables.limits(Map.of("LIKENESS_PICTURE_SECONDS", value)))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "the environment variable LIKENESS_PICTURE_SECONDS is '" + value
                                + "'; allowed is a number above 0, at most 86400; correct it, or unset it for the default, 30.0");
    }
}
