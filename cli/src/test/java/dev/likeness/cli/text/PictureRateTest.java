package dev.likeness.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PictureRateTest {
    @Test
    void eachPartHasItsOwnRate() {
        AtomicLong clock = new AtomicLong();
        List<String> notes = new ArrayList<>();
        PictureRate rate = new PictureRate((done, total, note) -> notes.add(note), clock::get);
        clock.set(2_000_000_000L);
        rate.at(10, 100, "pictures");
        clock.set(4_000_000_000L);
        rate.at(100, 100, "pictures");
        rate.at(0, 50, "pages");
        clock.set(5_000_000_000L);
        rate.at(50, 50, "pages");
        assertThat(notes)
                .containsExactly("pictures, 5.0 a second", "pictures, 25 a second", "pages", "pages, 50 a second");
    }
}
