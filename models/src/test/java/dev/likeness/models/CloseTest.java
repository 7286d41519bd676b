package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.Likeness;
import dev.likeness.OperatingPoint;
import dev.likeness.Verdict;
import dev.likeness.error.InputException;
import dev.likeness.measure.CloseUnderLoad;
import dev.likeness.measure.Code;
import dev.likeness.measure.HeldMemory;
import dev.likeness.measure.PairScoring;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelFiles;
import dev.likeness.picture.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A learned model closes safely: under load, twice, from inside a call, and after a failed opening. */
class CloseTest {
    /** Rounds on a model of a few kB. */
    private static final int ROUNDS = 200;

    private static final int BUNDLED_ROUNDS = 5;

    /** Bytes per round; 20 leaked heads would be 9 MB. Garbage that Java has not collected yet is at most 1 MB. */
    private static final long MIN_LEAK = 4 << 20;

    private static final Picture A = noise(1);
    private static final Picture B = noise(2);

    private static Picture noise(long seed) {
        byte[] pixels = new byte[24 * 24 * 3];
        new Random(seed).nextBytes(pixels);
        return new Picture(24, 24, pixels);
    }

    private static Likeness open() {
        return Likeness.open(Models.bundled("characters"));
    }

    /** The files of a model from the test resources. */
    private static ModelFiles tiny() {
        return ModelFiles.of("tiny", file -> {
            try (InputStream resource = CloseTest.class.getResourceAsStream("tiny/" + file)) {
                return Objects.requireNonNull(resource, file).readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void closesWhileSixteenThreadsUseIt() throws Exception {
        closeUnderLoad(tiny(), ROUNDS);
    }

    @Test
    void theBundledModelClosesWhileSixteenThreadsUseIt() throws Exception {
        closeUnderLoad(Models.bundled("characters"), BUNDLED_ROUNDS);
    }

    private static void closeUnderLoad(ModelFiles model, int rounds) throws Exception {
        try (Likeness expected = Likeness.open(model)) {
            Verdict verdict = expected.compare(A, B);
            Code a = expected.encode(A);
            Code b = expected.encode(B);
            Verdict ofCodes = expected.compare(a, b);
            Map<String, double[]> all = expected.measure().compareAll(List.of(a), List.of(b));
            float[] map = expected.map(a, b).ofA();
            for (int round = 0; round < rounds; round++) {
                Likeness closing = Likeness.open(model);
                PairScoring head = closing.measure().readings().getOrDefault("head", (x, y) -> new double[0]);
                CloseUnderLoad.run(
                        closing,
                        () -> assertThat(closing.compare(A, B)).isEqualTo(verdict),
                        () -> assertThat(closing.compare(a, b)).isEqualTo(ofCodes),
                        () -> assertThat(closing.encode(A).prepared()).containsExactly(a.prepared()),
                        () -> assertThat(closing.map(a, b).ofA()).containsExactly(map),
                        () -> assertThat(closing.measure().compareAll(List.of(a), List.of(b)))
                                .containsAllEntriesOf(all),
                        () -> assertThat(head.compare(List.of(a), List.of(b))).containsExactly(all.get("head")));
            }
        }
    }

    @Test
    void everyCallAfterClosingIsRefused() {
        Likeness likeness = open();
        LearnedMeasure measure = (LearnedMeasure) likeness.measure();
        Code code = likeness.encode(A);
        List<PairScoring> readings = List.copyOf(measure.readings().values());
        List<PairScoring> later;
        likeness.close();
        likeness.close();
        measure.close();
        later = List.copyOf(measure.readings().values());

        assertClosed(() -> likeness.encode(A));
        assertClosed(() -> likeness.encode(A, Side.B));
        assertClosed(() -> likeness.compare(A, B));
        assertClosed(() -> likeness.compare(code, code));
        assertClosed(() -> likeness.map(code, code));
        assertClosed(() -> measure.encode(List.of(), Side.A));
        assertClosed(() -> measure.compare(A, B));
        assertClosed(() -> measure.compare(List.of(), List.of()));
        assertClosed(() -> measure.compare(List.of(code), List.of()));
        assertClosed(() -> measure.compareAll(List.of(code), List.of(code)));
        assertThat(readings).hasSize(2);
        readings.forEach(reading -> assertClosed(() -> reading.compare(List.of(code), List.of(code))));
        later.forEach(reading -> assertClosed(() -> reading.compare(List.of(code), List.of(code))));
        assertThat(measure.card().name()).isEqualTo(measure.name());
    }

    private static void assertClosed(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("model characters is closed")
                .hasMessageContaining("open it again");
    }

    /** The call in progress reads the pictures from the caller's list, which closes the model. */
    @Test
    void closingFromInsideACallIsRefused() {
        try (Likeness likeness = open()) {
            List<Picture> closing = new AbstractList<>() {
                @Override
                public Picture get(int index) {
                    likeness.close();
                    return A;
                }

                @Override
                public int size() {
                    return 1;
                }
            };
            assertThatThrownBy(() -> likeness.measure().encode(closing, Side.A))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot be closed by a thread that is running a call on it");
            assertThat(likeness.compare(A, A).score()).isFinite();
        }
    }

    /** The program of the other Java virtual machine: it opens the valid model 120 times in six rounds. */
    static final class Rounds {
        private Rounds() {}

        public static void main(String[] arguments) {
            ModelFiles bundled = Models.bundled("characters");
            // its encoder can be loaded, but not its head
            ModelFiles broken = ModelFiles.of("broken", file -> {
                if (file.equals("head.onnx")) {
                    throw new IllegalStateException("the disk is gone");
                }
                return bundled.read(file);
            });
            System.out.println("opened " + HeldMemory.growth(() -> repeat(20, Rounds::use)));
            System.out.println("broken "
                    + HeldMemory.growth(() -> repeat(10, () -> fail(broken, OperatingPoint.USUAL))));
            OperatingPoint unstated = OperatingPoint.atFalseMatchRate(0.37);
            System.out.println("unstated " + HeldMemory.growth(() -> repeat(10, () -> fail(bundled, unstated))));
        }

        private static void repeat(int times, Runnable work) {
            for (int i = 0; i < times; i++) {
                work.run();
            }
        }

        private static void use() {
            try (Likeness likeness = open()) {
                likeness.compare(A, B);
            }
        }

        private static void fail(ModelFiles model, OperatingPoint point) {
            try (Likeness likeness = Likeness.open(model, point)) {
                throw new AssertionError(likeness.measure().name());
            } catch (InputException | IllegalStateException expected) {
                // the test measures the memory of the parts that were opened
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX) // its C library can be limited to one heap, and the system reports the length of the heap
    void openingAndClosingFreesAllNativeMemory() throws Exception {
        List<String> lines = HeldMemory.run(Rounds.class);
        assertThat(lines).hasSize(3).allMatch(line -> Long.parseLong(line.split(" ")[1]) < MIN_LEAK);
    }
}
