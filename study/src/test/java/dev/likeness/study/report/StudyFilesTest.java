package dev.likeness.study.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.study.outcome.Figure;
import dev.likeness.study.outcome.Significance;
import dev.likeness.study.outcome.StudyOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code study.json}, {@code study.csv} and the table. */
class StudyFilesTest {
    private static final StudyOutcome STUDY = StudyFixture.full();

    private static JsonNode json() throws IOException {
        return new ObjectMapper().readTree(StudyJson.write(STUDY));
    }

    @Test
    void jsonHoldsTheOutcome() throws IOException {
        JsonNode root = json();
        assertThat(root.fieldNames())
                .toIterable()
                .containsExactly(
                        "format",
                        "software",
                        "data",
                        "budget",
                        "figure",
                        "baseline",
                        "contenders",
                        "differences",
                        "comparisons",
                        "failures",
                        "environment",
                        "command");
        assertThat(root.path("format").asInt()).isEqualTo(1);
        assertThat(root.path("contenders")).hasSize(15);
        JsonNode nearest = root.path("contenders").get(0);
        assertThat(nearest.path("figures").path("auc").toString())
                .isEqualTo("{\"value\":0.9831,\"low\":0.9779,\"high\":0.98778}");
        assertThat(nearest.path("cost").path("tower_per_picture").asLong()).isEqualTo(17_200_000);
        assertThat(nearest.path("timing").path("encode_milliseconds").asDouble())
                .isEqualTo(0.31);
        assertThat(nearest.path("seeds")).hasSize(3);
        assertThat(root.path("data").path("training_identities").asInt()).isEqualTo(778);
        assertThat(root.path("budget").path("minutes").isNull()).isTrue();
        JsonNode first = root.path("differences").get(0);
        assertThat(first.path("contender").asText()).isEqualTo("nearest");
        assertThat(first.path("value").asDouble()).isEqualTo(0.9831 - 0.9764);
        assertThat(first.path("verdict").asText()).isEqualTo("better");
    }

    @Test
    void jsonOrderDoesNotDependOnTheMaps() throws IOException {
        JsonNode nearest = json().path("contenders").get(0);
        assertThat(nearest.path("choice").fieldNames())
                .toIterable()
                .containsExactly("tower", "sharing", "head", "target", "negatives");
        assertThat(nearest.path("readings").fieldNames()).toIterable().containsExactly("head", "embedding");
        assertThat(nearest.path("seeds").get(0).path("figures").fieldNames())
                .toIterable()
                .containsExactly("auc", "eer", "fpr95", "one_shot");
        assertThat(StudyJson.write(STUDY)).isEqualTo(StudyJson.write(STUDY));
    }

    @Test
    void jsonHasNullForMissingValues() throws IOException {
        JsonNode contenders = json().path("contenders");
        JsonNode early = contenders.get(8);
        assertThat(early.path("figures").get("one_shot").isNull()).isTrue();
        JsonNode pixels = contenders.get(14);
        assertThat(pixels.get("timing").isNull()).isTrue();
        assertThat(pixels.get("cost").isNull()).isTrue();
        assertThat(pixels.get("recipe").isNull()).isTrue();
        assertThat(pixels.path("seeds").get(0).get("seed").isNull()).isTrue();
    }

    @Test
    void refusesANumberThatIsNotFiniteByName() {
        ContenderOutcome whole = StudyFixture.full().contender("hog");
        ContenderOutcome broken = new ContenderOutcome(
                "hog",
                false,
                whole.choice(),
                whole.figures(),
                Map.of(),
                whole.seeds(),
                null,
                new Timing(Double.NaN, 1, 1, null, true),
                null,
                whole.roc());
        StudyOutcome study = StudyFixture.study("hog", List.of(broken), Map.of());
        assertThatThrownBy(() -> StudyJson.write(study))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hog: timing is NaN");
    }

    @Test
    void csvHasARowForEachContender() throws IOException {
        List<NamedCsvRecord> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().ofNamedCsvRecord(new String(StudyCsv.write(STUDY), StandardCharsets.UTF_8))) {
            reader.forEach(rows::add);
        }
        assertThat(rows).hasSize(15);
        assertThat(rows.get(0).getHeader())
                .startsWith(
                        "name", "kind", "tower", "sharing", "head", "target", "negatives", "seeds", "auc", "auc_low")
                .contains("by_head_auc", "by_head_one_shot", "by_embedding_auc", "by_embedding_one_shot")
                .contains("difference", "difference_low", "difference_high", "p", "p_corrected", "verdict")
                .endsWith(
                        "parameters",
                        "multiply_adds_tower_per_picture",
                        "multiply_adds_head_per_picture",
                        "multiply_adds_per_pair",
                        "encode_ms",
                        "compare_us",
                        "compare_alone_us",
                        "training_images_per_second",
                        "timings_quiet");
        NamedCsvRecord nearest = rows.get(0);
        assertThat(nearest.getField("head")).isEqualTo("nearest");
        assertThat(nearest.getField("auc")).isEqualTo("0.9831");
        assertThat(nearest.getField("seeds")).isEqualTo("3");
        assertThat(nearest.getField("verdict")).isEqualTo("better");
        assertThat(nearest.getField("compare_us")).isEqualTo("18.0");
        assertThat(rows.get(4).getField("verdict")).isEqualTo("baseline");
        assertThat(rows.get(4).getField("difference")).isEmpty();
        assertThat(rows.get(8).getField("one_shot")).isEmpty();
        assertThat(rows.get(8).getField("p")).isEmpty();
        assertThat(rows.get(8).getField("timings_quiet")).isEqualTo("false");
        assertThat(rows.get(14).getField("encode_ms")).isEmpty();
        assertThat(rows.get(14).getField("kind")).isEqualTo("fixed");
    }

    @Test
    void tableColumnsAreAligned() {
        String text = StudyTable.text(STUDY);
        List<String> ranking = text.lines().takeWhile(line -> !line.isEmpty()).toList();
        assertThat(ranking).hasSize(17);
        assertThat(ranking.stream().map(String::length).distinct()).hasSize(1);
        assertThat(ranking.get(2))
                .contains("1 | nearest", "98.3 % (97.8 to 98.8)", "+0.7 (+0.3 to +1.1)", "better", "821 k", "166 k");
        assertThat(ranking.get(6)).contains("concat", "baseline");
        assertThat(ranking.get(10)).contains("no verdict", "310!");
        assertThat(ranking.get(16)).contains("pixels *");
        assertThat(text)
                .contains(Answer.of(STUDY).sentence())
                .contains("corrected for 13 comparisons")
                .contains("does not mean equal")
                .contains("*: a fixed measure")
                .contains("!: timed while other processes used the machine");
    }

    @Test
    void escapesABarInAName() {
        StudyOutcome study = StudyFixture.study(
                "a|b", List.of(StudyFixture.learned("a|b", 0.9, 3).plain()), Map.of());
        assertThat(StudyTable.text(study)).contains("| a\\|b ");
    }

    @Test
    void narrowIntervalsShowTwoDigits() {
        assertThat(Numbers.digits(STUDY, Figure.AUC)).isEqualTo(1);
        ContenderOutcome sharp = StudyFixture.learned("sharp", 0.99991, 3).plain();
        StudyOutcome study = StudyFixture.study("sharp", List.of(sharp), Map.of("sharp", Significance.NOT_TESTED));
        assertThat(Numbers.digits(study, Figure.AUC)).isEqualTo(2);
        assertThat(StudyTable.text(study)).contains("99.99 %");
    }

    @Test
    void formatsNumbers() {
        assertThat(Numbers.compact(999)).isEqualTo("999");
        assertThat(Numbers.compact(2_300)).isEqualTo("2.3 k");
        assertThat(Numbers.compact(960_419)).isEqualTo("960 k");
        assertThat(Numbers.compact(999_900)).isEqualTo("1 M");
        assertThat(Numbers.compact(17_500_000)).isEqualTo("17.5 M");
        assertThat(Numbers.significant(0.02)).isEqualTo("0.02");
        assertThat(Numbers.significant(1.1)).isEqualTo("1.1");
        assertThat(Numbers.significant(47)).isEqualTo("47");
        assertThat(Numbers.significant(12_345)).isEqualTo("12,345");
        assertThat(Numbers.points(-0.00001, 1)).isEqualTo("0.0");
        assertThat(Numbers.points(-0.004, 1)).isEqualTo("-0.4");
        assertThat(Numbers.probability(0.0004)).isEqualTo("< 0.001");
    }
}
