package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.Likeness;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelFiles;
import dev.likeness.picture.Picture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Codes of a trained model know it: those of another model are refused wherever codes are compared. */
class ModelCodesTest {
    private static final ModelFiles BUNDLED = Models.bundled("characters");
    private static final Picture A = Picture.read(Path.of("../examples/boat-1.png"));
    private static final Picture B = Picture.read(Path.of("../examples/boat-2.png"));

    /** The bundled model with another text in its card. */
    private static ModelFiles changed(String was, String is) {
        return ModelFiles.of("changed", file -> {
            byte[] bytes = BUNDLED.read(file);
            if (!file.equals("model.json")) {
                return bytes;
            }
            String json = new String(bytes, StandardCharsets.UTF_8);
            assertThat(json).containsPattern(was);
            return json.replaceFirst(was, is).getBytes(StandardCharsets.UTF_8);
        });
    }

    @Test
    void theBundledModelKeepsItsIdentity() {
        try (LearnedMeasure measure = LearnedMeasure.open(BUNDLED)) {
            assertThat(measure.identity()).hasToString("characters (sha256 2f77576d280b)");
        }
    }

    @Test
    void codesOfAnotherModelAreRefusedEverywhere() {
        try (Likeness one = Likeness.open(BUNDLED);
                Likeness other = Likeness.open(changed("\"s\" : [0-9.E-]+", "\"s\" : 0.125"))) {
            Code own = one.encode(A);
            Code foreign = other.encode(B);
            assertForeign(one, () -> one.compare(own, foreign));
            assertForeign(one, () -> one.compare(foreign, own));
            assertForeign(one, () -> one.map(own, foreign));
            assertForeign(one, () -> one.map(foreign, own));
            List<Code> a = List.of(own, own);
            List<Code> b = List.of(own, foreign);
            assertForeign(one, () -> one.measure().compare(a, b));
            assertForeign(one, () -> one.measure().compareAll(b, a));
            one.measure().readings().values().forEach(reading -> assertForeign(one, () -> reading.compare(a, b)));
            assertForeign(one, () -> own.cosine(foreign));
            try (Measure pixels = Measures.named("pixels")) {
                assertForeign(one, () -> one.compare(own, pixels.encode(B, Side.B)));
            }
        }
    }

    private static void assertForeign(Likeness likeness, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a code of ")
                .hasMessageContaining(
                        "cannot be compared by " + likeness.measure().identity());
    }

    @Test
    void storedCodesOutliveANewNameAndANewCalibration() {
        try (Likeness one = Likeness.open(BUNDLED);
                Likeness renamed = Likeness.open(changed("\"name\" : \"characters\"", "\"name\" : \"letters\""));
                Likeness calibrated = Likeness.open(changed("\"slope\" : [0-9.E-]+", "\"slope\" : 1.5"))) {
            Code a = Code.fromBytes(one.encode(A).toBytes());
            Code b = Code.fromBytes(one.encode(B).toBytes());
            double score = one.compare(A, B).score();
            assertThat(one.compare(a, b).score()).isEqualTo(score);
            assertThat(one.map(a, b).score())
                    .isEqualTo(one.map(one.encode(A), one.encode(B)).score());
            assertThat(renamed.compare(a, b).score()).isEqualTo(score);
            assertThat(calibrated.compare(a, b).score()).isEqualTo(score);
        }
    }
}
