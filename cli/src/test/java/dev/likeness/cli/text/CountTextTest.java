package dev.likeness.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.Gain;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.evaluation.RetrievalGain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountTextTest {
    @Test
    void theNounIsInTheSingularForOne() {
        assertThat(CountText.of(1, "identity")).isEqualTo("1 identity");
        assertThat(CountText.of(0, "identity")).isEqualTo("0 identities");
        assertThat(CountText.of(12_000, "held-out identity")).isEqualTo("12000 held-out identities");
        assertThat(CountText.grouped(1, "picture")).isEqualTo("1 picture");
        assertThat(CountText.grouped(12_000, "picture")).isEqualTo("12,000 pictures");
    }

    @Test
    void columnsOfGainsAreSeparatedWhateverTheirWidth() {
        Gain gain = new Gain(0.0167, 0.01, 0.02);
        ObjectNode result = JsonOption.object();
        GainText.put(
                List.of(
                        new RetrievalGain(RetrievalGain.ALL, gain, gain),
                        new RetrievalGain(50, gain, gain),
                        new RetrievalGain(100_000, gain, gain)),
                result);
        StringWriter text = new StringWriter();
        result.properties()
                .forEach(field -> assertThat(
                                GainText.prints(field.getKey(), field.getValue(), new PrintWriter(text, true)))
                        .isTrue());
        assertThat(text.toString().lines().skip(1))
                .containsExactly(
                        "  whole score       map +1.67 (+1.00 to +2.00), recall at 1 +1.67 (+1.00 to +2.00)",
                        "  re-ranked 50      map +1.67 (+1.00 to +2.00), recall at 1 +1.67 (+1.00 to +2.00)",
                        "  re-ranked 100000  map +1.67 (+1.00 to +2.00), recall at 1 +1.67 (+1.00 to +2.00)");
    }
}
