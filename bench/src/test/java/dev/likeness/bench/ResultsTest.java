package dev.likeness.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of results, as committed and as written. */
class ResultsTest {
    private static final List<String> IDS = List.of(
            "t1-step-eager",
            "t1-step-split",
            "t1-step-best",
            "r-step-best",
            "d-step-best",
            "omniglot-run",
            "photos-run",
            "t1-step-bfloat16",
            "r-step-bfloat16",
            "d-step-bfloat16",
            "omniglot-run-bfloat16",
            "photos-run-bfloat16",
            "compare-1-eager",
            "compare-64-eager",
            "compare-1-ort",
            "compare-64-ort",
            "many-concat",
            "many-nearest",
            "many-correlation",
            "many-default",
            "rank-1080",
            "folder-full",
            "folder-reduced",
            "folder-24-full",
            "folder-24-reduced",
            "start-up");
    private static final Machine MACHINE = new Machine("a processor", 2, 8, "Linux");

    @TempDir
    private Path folder;

    @Test
    void theTableHasTheseRows() {
        assertThat(Rows.ALL.stream().map(Row::id)).containsExactlyElementsOf(IDS);
    }

    @Test
    void theCommittedResultsAreOfTheTable() throws IOException {
        JsonNode committed = Results.read(Path.of("results.json")).json();

        assertThat(committed.path("machine").path("processor").asText()).isNotEmpty();
        assertThat(committed.path("commit").asText()).isNotEmpty();
        assertThat(committed.path("rows").findValuesAsText("id"))
                .isSubsetOf(IDS)
                .doesNotHaveDuplicates();
        for (JsonNode row : committed.path("rows")) {
            Row known = Rows.of(Set.of(row.path("id").asText())).get(0);
            assertThat(row.path("must").asDouble()).isEqualTo(known.must());
            assertThat(row.path("work").asText()).isEqualTo(known.work());
            assertThat(row.path("against").asText()).isEqualTo(known.against());
            assertThat(row.path("ratio").asDouble())
                    .isPositive()
                    .isBetween(row.path("low").asDouble(), row.path("high").asDouble());
        }
    }

    @Test
    void theCommittedPageIsThatOfTheCommittedResults() throws IOException {
        assertThat(Files.readString(Path.of("RESULTS.md"))).isEqualTo(Report.of(Results.read(Path.of("results.json"))));
    }

    @Test
    void rowsOfTheSameMachineAndCommitAreKept() throws IOException {
        Path file = folder.resolve("results.json");
        Results first = Results.of(MACHINE, "abc");
        first.put("likeness", 250, 40);
        first.put(Rows.of(Set.of("start-up")).get(0), new Ratios(4, 3, 5));
        first.write(file);
        Results next = Results.continued(file, MACHINE, "abc");
        next.put(Rows.of(Set.of("t1-step-eager")).get(0), new Ratios(1.7, 1.6, 1.8));
        next.put(Rows.of(Set.of("start-up")).get(0), new Ratios(4.5, 4, 5));

        List<String> ids = new ArrayList<>();
        next.json()
                .path("rows")
                .forEach(row -> ids.add(
                        row.path("id").asText() + " " + row.path("ratio").asText()));
        assertThat(ids).containsExactly("t1-step-eager 1.7", "start-up 4.5");
        assertThat(next.peak("gflops")).isEqualTo(250);
        assertThat(Results.continued(file, MACHINE, "def").json().path("rows")).isEmpty();
        assertThat(Results.continued(file, new Machine("another", 2, 8, "Linux"), "abc")
                        .json()
                        .path("rows"))
                .isEmpty();
    }

    @Test
    void unknownRowsAndOptionsSayWhatIsAllowed() {
        assertThatThrownBy(() -> Settings.of(new String[] {"--only", "t1-step"}))
                .hasMessageContaining("t1-step-eager");
        assertThatThrownBy(() -> Settings.of(new String[] {"--rounds", "0"})).hasMessageContaining("--rounds is 0");
        assertThatThrownBy(() -> Settings.of(new String[] {"--only"})).hasMessageContaining("needs a value");
    }

    @Test
    void theOldVersionIsMeasuredOnRequest() {
        assertThat(Settings.of(new String[] {}).rows())
                .hasSize(IDS.size() - 1)
                .extracting(Row::id)
                .doesNotContain("rank-1080");
        assertThat(Settings.of(new String[] {"--with-old"}).rows()).hasSize(IDS.size());
        assertThat(Settings.of(new String[] {"--only", "rank-1080,start-up"}).rows())
                .extracting(Row::id)
                .containsExactly("rank-1080", "start-up");
    }

    @Test
    void aBusyMachineIsRefused() {
        assertThatThrownBy(() -> Machine.requireQuiet(0.5))
                .hasMessageContaining("50 %")
                .hasMessageContaining("--force");
        Machine.requireQuiet(0.01);
    }
}
