package dev.likeness.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.likeness.error.InputException;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.study.statistics.RunScores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a study as version 0.1.0 writes them: later versions read them and write the same bytes. */
class StudyFolderTest {
    private static final Contender PIXELS = new FixedContender("pixels");

    private static final String PLAN = "{\"software\":\"0.1.0\",\"data\":\"bf43\",\"data_name\":\"signs\","
            + "\"judged_by\":\"a share of 0.25 of the identities, chosen by seed 1\",\"seed\":1,\"threads\":1,"
            + "\"pairs\":2,\"trials\":3,\"ways\":4,\"budget\":\"0.5 minutes\"}";

    private static final String RESULT = "{\"key\":{},\"seed\":null,\"steps\":0,\"minutes\":0.0,"
            + "\"parts\":{\"\":{\"scores\":[0.25,-1.5],\"right\":\"010\"},"
            + "\"head\":{\"scores\":[1.0E-9,2.0],\"right\":\"111\"}},"
            + "\"cost\":{\"parameters\":5859,\"towerPerPicture\":65088,\"headPerPicture\":12416,\"perPair\":72},"
            + "\"failure\":null}";

    private static final String TIMING = "{\"encodeMilliseconds\":0.83,\"compareMicroseconds\":1.85,"
            + "\"compareAloneMicroseconds\":1.873,\"trainingImagesPerSecond\":null,\"quiet\":true}";

    @TempDir
    Path folder;

    private Path write(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private StudyFolder open() throws Exception {
        return StudyFolder.open(folder, new ObjectMapper().readTree(PLAN));
    }

    @Test
    void readsAndRewritesAResult() throws Exception {
        Path file = write("runs/pixels/fixed/result.json", RESULT);
        write("plan.json", PLAN);
        try (StudyFolder study = open()) {
            RunResult result = study.result(PIXELS, 1).orElseThrow();
            RunScores scores = result.parts().getOrDefault("", new RunScores(new double[0], ""));
            assertThat(scores.scores()).containsExactly(0.25, -1.5);
            assertThat(scores.right()).isEqualTo("010");
            assertThat(result.fits(2, 3)).isTrue();
            assertThat(result.fits(2, 4)).isFalse();
            Files.delete(file);
            study.write(PIXELS, 1, result);
        }
        assertThat(file).hasContent(RESULT);
    }

    @Test
    void readsAndRewritesATiming() throws Exception {
        Path file = write("runs/pixels/timing.json", TIMING);
        write("plan.json", PLAN);
        try (StudyFolder study = open()) {
            Timing timing = study.timing(PIXELS).orElseThrow();
            assertThat(timing).isEqualTo(new Timing(0.83, 1.85, 1.873, null, true));
            Files.delete(file);
            study.write(PIXELS, timing);
        }
        assertThat(file).hasContent(TIMING);
    }

    @Test
    void namesTheDifferenceFromAnotherPlan() throws Exception {
        write("plan.json", PLAN);
        JsonNode other = new ObjectMapper().readTree(PLAN.replace("0.5 minutes", "1.0 minutes"));
        assertThatThrownBy(() -> StudyFolder.open(folder, other))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has budget \"0.5 minutes\", but this one has \"1.0 minutes\"");
    }

    @Test
    void namesADamagedFile() throws Exception {
        write("runs/pixels/timing.json", TIMING.substring(0, 40));
        write("plan.json", PLAN);
        try (StudyFolder study = open()) {
            assertThatThrownBy(() -> study.timing(PIXELS))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("timing.json")
                    .hasMessageContaining("delete it");
        }
    }
}
