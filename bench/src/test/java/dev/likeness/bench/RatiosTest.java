package dev.likeness.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The arithmetic of the driver. */
class RatiosTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    @Test
    void medianOfOddAndEvenCounts() {
        assertThat(Ratios.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2.0);
        assertThat(Ratios.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
    }

    @Test
    void aRatioIsThePeersTimeByOursInTheSameRound() {
        Ratios ratios = Ratios.of(List.of(1.0, 2.0, 4.0), List.of(3.0, 3.0, 4.0));

        assertThat(ratios.ratio()).isEqualTo(1.5, ROUNDING);
        assertThat(ratios.low()).isEqualTo(1.0, ROUNDING);
        assertThat(ratios.high()).isEqualTo(3.0, ROUNDING);
    }

    @Test
    void unequalRoundsAreAnError() {
        assertThatThrownBy(() -> Ratios.of(List.of(1.0), List.of(1.0, 2.0))).hasMessageContaining("1 rounds");
    }

    @Test
    void theFastestSettingCounts() {
        Measurement measured = measurement("step t1", 1, Map.of("eager", 2.0, "channels_last", 1.25));

        assertThat(measured.against(List.of("eager"))).contains(new Ratios(2, 2, 2));
        assertThat(measured.against(List.of("eager", "channels_last", "compile")))
                .contains(new Ratios(1.25, 1.25, 1.25));
        assertThat(measured.against(List.of("ort"))).isEmpty();
    }

    @Test
    void theWorseOfTwoNetworksCounts() {
        Row row = Rows.of(java.util.Set.of("compare-1-ort")).get(0);
        Measurement t1 = measurement("compare-1 t1", 1, Map.of("ort", 1.5));
        Measurement r = measurement("compare-1 r", 1, Map.of("ort", 0.75));

        assertThat(Bench.ratio(row, Map.of("compare-1 t1", t1))).isEmpty();
        assertThat(Bench.ratio(row, Map.of("compare-1 t1", t1, "compare-1 r", r)))
                .contains(new Ratios(0.75, 0.75, 0.75));
    }

    @Test
    void busyTimeIsAllButIdleAndWaiting() {
        assertThat(Machine.times("cpu  10 1 5 100 20 2 3 4 50 60")).containsExactly(145, 25);
    }

    private static Measurement measurement(String work, double ours, Map<String, Double> peers) {
        Side side = new Side(Side.OURS, List.of(), Map.of(), Path.of("."), 1);
        java.util.Map<String, List<Sample>> samples = new java.util.LinkedHashMap<>();
        samples.put(Side.OURS, List.of(sample(ours)));
        peers.forEach((setting, seconds) -> samples.put(setting, List.of(sample(seconds))));
        return new Measurement(new Work(work, side, List.of(), Work.Cost.UNKNOWN), 0, samples);
    }

    private static Sample sample(double seconds) {
        return new Sample(seconds, 1, com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode());
    }
}
