package dev.likeness.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tries some thousand mutations of each target with Jazzer; {@code scripts/fuzz} tries millions. The seed is fixed. */
class MutationsTest {
    private static final int NO_LIMIT =
            0; // limited by a number instead of a time, so that a busy machine tries the same mutations

    @TempDir
    Path folder;

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT) // each target has its own process and folder
    @CsvSource({
        "pictures, 2000",
        "heif, 1000",
        "measures, 2000",
        "model-json, 4000",
        "model, 400",
        "safetensors, 4000",
        "pairs-csv, 4000",
        "recipes, 4000",
        "zips, 2000",
        "codes, 4000"
    })
    void findNothing(String target, int runs) throws IOException, InterruptedException {
        assumeComplete(Targets.named(target));
        FuzzRun.Result result = new FuzzRun(Targets.named(target), folder).run(new FuzzRun.Budget(runs, NO_LIMIT, 1));

        List<String> findings = new ArrayList<>();
        for (Path finding : result.findings()) {
            Path kept = Files.copy(
                    finding, Files.createTempDirectory("likeness-finding").resolve(finding.getFileName()));
            findings.add(Findings.described(target, kept));
        }
        System.out.println(result.line());
        assertThat(findings).as("findings").isEmpty();
        assertThat(result.mutations()).isGreaterThanOrEqualTo(runs);
        assertThat(result.counts().peakMegabytes()).isLessThan(FuzzRun.MEMORY_MEGABYTES);
    }

    static void assumeComplete(Target target) {
        Assumptions.assumeTrue(
                !(target instanceof HeifTarget heif) || heif.isComplete(),
                "libheif is not installed (Debian and Ubuntu: libheif1, Homebrew: libheif), so it is not tried");
    }
}
