package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.measure.Code;
import dev.likeness.measure.CodeOrigins;
import dev.likeness.measure.Measure;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.measure.Measures;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedTest {
    private static final long MICROSECOND = 1000;

    /** A measure with known durations, on a clock that only its work advances. */
    private static final class Timed implements Measure {
        private static final CodeOrigins ORIGINS = CodeOrigins.ofBothSides(MeasureIdentity.of("timed", 1, ""));

        private long now = 17;
        private long calls;

        /** Every tenth call is slow, as under other load: the median ignores it. */
        private void pass(long nanoseconds) {
            now += ++calls % 10 == 0 ? 100 * nanoseconds : nanoseconds;
        }

        @Override
        public String name() {
            return "timed";
        }

        @Override
        public MeasureIdentity identity() {
            return ORIGINS.measure();
        }

        @Override
        public List<Code> encode(List<Picture> pictures, Side side) {
            pass(pictures.size() * 2500 * MICROSECOND);
            return pictures.stream()
                    .map(picture -> new Code(ORIGINS.of(side), new float[0], new float[0]))
                    .toList();
        }

        @Override
        public double[] compare(List<Code> a, List<Code> b) {
            pass((a.size() + 3) * 4 * MICROSECOND);
            return new double[a.size()];
        }

        @Override
        public void close() {}
    }

    @Test
    void unitsAreAsDocumented() {
        try (Timed timed = new Timed()) {
            Speed speed = Speed.of(timed, new Speed.Stopwatch(6, () -> timed.now, 0), Progress.NONE);

            assertThat(speed.encode()).isCloseTo(2.5, within(1e-9));
            assertThat(speed.compare()).isCloseTo(4 * 515 / 512.0, within(1e-9));
            assertThat(speed.compareAlone()).isCloseTo(16, within(1e-9));
            assertThat((timed.now - 17) / 1e9).as("seconds, as requested").isBetween(6.0, 40.0);
        }
    }

    /** Work that is shorter than the clock's steps of 10 ms is repeated. */
    @Test
    void aCoarseClockMeasuresShortWork() {
        try (Timed timed = new Timed()) {
            Speed speed = Speed.of(
                    timed,
                    Speed.Stopwatch.ofProcessorTime(6, () -> timed.now / 10_000_000 * 10_000_000),
                    Progress.NONE);

            double slow = 1 + 99 / 10.0; // every tenth call takes a hundred times as long
            assertThat(speed.compareAlone()).isCloseTo(16 * slow, within(0.15 * 16 * slow));
            assertThat(speed.compare()).isCloseTo(4 * 515 / 512.0 * slow, within(0.25 * 4 * slow));
        }
    }

    @Test
    void aRealClockWorks() {
        try (Measure pixels = Measures.named("pixels")) {
            Speed speed = Speed.of(pixels, 0.06);

            assertThat(speed.encode()).isPositive();
            assertThat(speed.compare()).isPositive();
            assertThat(speed.compareAlone()).isPositive();
        }
    }

    /** A hundred times as many codes take longer. */
    @Test
    void oneAgainstMany() {
        try (Measure pixels = Measures.named("pixels")) {
            double few = Speed.oneAgainst(500, pixels, 0.2);
            double many = Speed.oneAgainst(50_000, pixels, 0.2);

            assertThat(few).isPositive();
            assertThat(many).isGreaterThan(few);
        }
    }
}
