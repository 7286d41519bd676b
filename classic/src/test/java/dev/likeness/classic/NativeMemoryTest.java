package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.alignment.Aligner;
import dev.likeness.alignment.Aligners;
import dev.likeness.measure.Code;
import dev.likeness.measure.HeldMemory;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Opening, encoding, comparing and closing free all native memory that they allocate, in every measure and in the aligner. */
@EnabledOnOs(OS.LINUX) // its C library can be limited to one heap, and the system reports the length of the heap
class NativeMemoryTest {
    private static final int TIMES = 60;
    private static final long MIN_LEAK = 8 << 10; // bytes per round; 120 leaked headers of matrices would be 13 kB

    /** The program that the other Java virtual machine runs. */
    static final class Rounds {
        private Rounds() {}

        public static void main(String[] arguments) {
            Picture first = Drawings.scene(64, 1, 0);
            Picture second = Drawings.scene(64, 1, 20);
            for (String name : Measures.names()) {
                long growth = HeldMemory.growth(() -> round(name, first, second));
                System.out.println(name + " " + growth);
            }
            System.out.println("aligner " + HeldMemory.growth(() -> align(first, second)));
        }

        private static void align(Picture first, Picture second) {
            try (Aligner aligner = Aligners.find().orElseThrow()) {
                for (int i = 0; i < TIMES; i++) {
                    if (aligner.align(aligner.prepare(first), aligner.prepare(second))
                            .isEmpty()) {
                        throw new AssertionError(aligner.name());
                    }
                }
            }
        }

        private static void round(String name, Picture first, Picture second) {
            try (Measure measure = Measures.named(name)) {
                for (int i = 0; i < TIMES; i++) {
                    Code code = measure.encode(first, Side.A);
                    Code other = measure.encode(second, Side.B);
                    if (!Double.isFinite(measure.compare(code, other))) {
                        throw new AssertionError(name);
                    }
                }
            }
        }
    }

    @Test
    void nativeMemoryDoesNotGrow() throws Exception {
        List<String> lines = HeldMemory.run(Rounds.class);
        assertThat(lines).hasSize(Measures.names().size() + 1);
        assertThat(lines)
                .as("measure, or the aligner, and bytes that it leaked")
                .allMatch(line -> Long.parseLong(line.split(" ")[1]) < MIN_LEAK);
    }
}
