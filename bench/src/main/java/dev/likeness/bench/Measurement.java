package dev.likeness.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What was measured of a work: all sides, in turn.
 *
 * @param work what was done
 * @param busy the share of the processors that other programs used before it began
 * @param samples by setting, one for each round
 */
record Measurement(Work work, double busy, Map<String, List<Sample>> samples) {
    Measurement {
        samples = new LinkedHashMap<>(samples);
    }

    /** Runs all sides of a work in turn, in each round ours first. */
    static Measurement of(Work work, int rounds, double busy, Consumer<String> log)
            throws IOException, InterruptedException {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        List<Side> sides = new ArrayList<>();
        sides.add(work.ours());
        sides.addAll(work.peers());
        for (int round = 1; round <= rounds; round++) {
            for (Side side : sides) {
                Sample sample = Sample.of(side);
                samples.computeIfAbsent(side.setting(), setting -> new ArrayList<>())
                        .add(sample);
                log.accept(String.format(
                        "%-14s %d/%d  %-22s %10.3f ms  %5.0f MB  %s",
                        work.name(),
                        round,
                        rounds,
                        side.setting(),
                        1e3 * sample.seconds(),
                        sample.megabytes(),
                        sample.answer().path("way").asText("")));
            }
        }
        return new Measurement(work, busy, samples);
    }

    /** Seconds of one operation in each round. */
    List<Double> seconds(String setting) {
        return Objects.requireNonNull(samples.get(setting), setting).stream()
                .map(Sample::seconds)
                .toList();
    }

    /** The ratio against the fastest of some settings; empty if none of them was measured. */
    Optional<Ratios> against(List<String> settings) {
        return settings.stream()
                .filter(samples::containsKey)
                .min(Comparator.comparingDouble(setting -> Ratios.median(seconds(setting))))
                .map(setting -> Ratios.of(seconds(Side.OURS), seconds(setting)));
    }

    ObjectNode toJson() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("work", work.name()).put("busy", Math.round(1000 * busy) / 1000.0);
        if (work.cost().flops() > 0) {
            node.put("flops", work.cost().flops());
        }
        if (work.cost().bytes() > 0) {
            node.put("bytes", work.cost().bytes());
        }
        ObjectNode sides = node.putObject("sides");
        samples.forEach((setting, all) -> {
            ObjectNode side = sides.putObject(setting);
            double[] seconds =
                    all.stream().mapToDouble(Sample::seconds).sorted().toArray();
            side.put("median_ms", milliseconds(Ratios.median(seconds)));
            side.put("low_ms", milliseconds(seconds[0])).put("high_ms", milliseconds(seconds[seconds.length - 1]));
            side.put("rounds", seconds.length);
            side.put(
                    "peak_memory_mb",
                    Math.round(all.stream().mapToDouble(Sample::megabytes).max().orElse(0)));
            String way = all.get(0).answer().path("way").asText("");
            if (!way.isEmpty()) {
                side.put("way", way);
            }
        });
        return node;
    }

    private static double milliseconds(double seconds) {
        return Math.round(1e6 * seconds) / 1e3;
    }
}
