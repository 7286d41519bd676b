package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import dev.likeness.model.MeasureCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The bundled calibrations of classical measures. */
class BundledMeasuresTest {
    /** The table of the document has the figures of the file; after a calibration, copy it from the message of this test. */
    @Test
    void theDocumentListsThem() throws IOException {
        String table = Models.measureCards().all().stream()
                .map(BundledMeasuresTest::row)
                .collect(Collectors.joining("\n"));

        assertThat(table).isNotEmpty();
        assertThat(Files.readString(Path.of("../docs/measured.md"))).contains(table);
    }

    private static String row(MeasureCard card) {
        return String.format(
                Locale.ROOT,
                "| `%s` | %.1f %% (%.1f to %.1f) | %s |",
                card.measure().name(),
                100 * card.auc().value(),
                100 * card.auc().low(),
                100 * card.auc().high(),
                card.points().stream().map(BundledMeasuresTest::point).collect(Collectors.joining(" | ")));
    }

    private static String point(MeasureCard.Point point) {
        Threshold.Chosen chosen = Objects.requireNonNull(point.threshold().choose());
        Rate found = Objects.requireNonNull(point.found());
        return String.format(
                Locale.ROOT, "%.4g%s: %.1f %%", chosen.threshold(), chosen.certified() ? "" : "*", 100 * found.value());
    }

    /** The photographs of bucket 8; more measures than the product has would be stale ones. */
    @Test
    void allComeFromTheSamePhotographs() {
        MeasureCard.Source first = Models.measureCards().all().get(0).source();
        assertThat(Models.measureCards().all())
                .hasSize(15)
                .allSatisfy(card -> assertThat(card.source()).isEqualTo(first));
        assertThat(first.identities()).isEqualTo(836);
    }

    @Test
    void theFileIsWrittenAsItWasRead() throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of("src/main/resources/dev/likeness/models/measures.json"));
        assertThat(Models.measureCards().toBytes()).isEqualTo(bytes);
    }
}
