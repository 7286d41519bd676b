package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.Likeness;
import dev.likeness.OperatingPoint;
import dev.likeness.Verdict;
import dev.likeness.picture.Picture;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AutomaticLikenessTest {
    private static final Path EXAMPLES = Path.of("../examples");

    private static Picture example(String name) {
        return Picture.read(EXAMPLES.resolve(name));
    }

    @Test
    void eachPairIsAnsweredByTheModelThatFitsIt() {
        try (AutomaticLikeness auto = Models.auto();
                Likeness characters = Likeness.open(Models.bundled("characters"))) {
            Verdict photographs = auto.compare(example("cave.jpg"), example("flower.jpg"));
            assertThat(photographs.model()).isEqualTo("photos");
            assertThat(photographs.match()).isFalse();
            Verdict writing = auto.compare(example("boat-1.png"), example("boat-2.png"));
            assertThat(writing).isEqualTo(characters.compare(example("boat-1.png"), example("boat-2.png")));
            assertThat(auto.likeness(example("boat-1.png"))).isSameAs(auto.likeness(example("boat-2.png")));
            assertThat(auto.likeness(example("boat-1.png")).measure().name()).isEqualTo("characters");
        }
    }

    @Test
    void theOperatingPointIsThatOfTheChosenModel() {
        try (AutomaticLikeness auto = Models.auto(OperatingPoint.atFalseMatchRate(0.1))) {
            Verdict verdict = auto.compare(example("boat-1.png"), example("boat-3.png"));
            assertThat(verdict.falseMatchRate()).isEqualTo(0.1);
        }
    }

    @Test
    void closedItAnswersNothing() {
        AutomaticLikeness auto = Models.auto();
        Likeness photos = auto.likeness(example("cave.jpg"));
        auto.close();
        auto.close();
        assertThatThrownBy(() -> auto.compare(example("cave.jpg"), example("cave.jpg")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> photos.encode(example("cave.jpg"))).isInstanceOf(IllegalStateException.class);
    }
}
