package dev.likeness.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays every kept finding and every seed: none of them is a finding now. */
class KeptFindingsTest {
    private static final Path KEPT = Path.of("src/test/resources/dev/likeness/fuzz/kept");

    static List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(KEPT)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static List<String> targets() {
        return Targets.names();
    }

    @ParameterizedTest
    @MethodSource("kept")
    void isNoFindingAnyMore(Path file) throws IOException {
        byte[] input = Files.readAllBytes(file);
        Target target = Targets.named(String.valueOf(KEPT.relativize(file).getName(0)));

        assertThatCode(() -> Attempt.of(target, input)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void seedsAreReadAndFit(String name) {
        Target target = Targets.named(name);
        MutationsTest.assumeComplete(target);

        assertThat(target.seeds()).isNotEmpty().allSatisfy(seed -> {
            assertThat(seed).hasSizeLessThanOrEqualTo(target.longest());
            assertThat(Attempt.of(target, seed)).isEqualTo(Attempt.READ);
        });
    }
}
