package dev.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of marks after crashes and damage. */
class MarkLogTest {
    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("marks.log");
    }

    private static Mark mark(int number) {
        return new Mark("/a/" + number, "/b/é" + number, number % 2 == 0, "a" + number, "b" + number);
    }

    private MarkLog log() {
        return new MarkLog(file);
    }

    private byte[] threeMarks() throws IOException {
        log().append(List.of(mark(1), mark(2), mark(3)));
        return Files.readAllBytes(file);
    }

    @Test
    void keepsMarksInTheirOrder() throws IOException {
        assertThat(threeMarks()).isNotEmpty();
        log().append(List.of(mark(4)));
        assertThat(log().all()).containsExactly(mark(1), mark(2), mark(3), mark(4));
    }

    @Test
    void ignoresALineThatWasCutOffAndRemovesItWithTheNextMark() throws IOException {
        byte[] whole = threeMarks();
        int lineStart = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        for (int length = lineStart; length < 2 * lineStart - 1; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(log().all()).containsExactly(mark(1));
            log().append(List.of(mark(5)));
            assertThat(log().all()).as("cut after %d bytes", length).containsExactly(mark(1), mark(5));
        }
    }

    @Test
    void oneDamagedByteCostsAtMostTheLinesThatItTouches() throws IOException {
        byte[] whole = threeMarks();
        for (int i = 0; i < whole.length; i++) {
            for (int value : new int[] {0, 0xff, whole[i] ^ 1}) {
                byte[] damaged = whole.clone();
                damaged[i] = (byte) value;
                Files.write(file, damaged);
                List<Mark> left = log().all();
                assertThat(left).as("byte %d is %d", i, value).isSubsetOf(mark(1), mark(2), mark(3));
                assertThat(left.size()).as("byte %d is %d", i, value).isGreaterThanOrEqualTo(whole[i] == '\n' ? 1 : 2);
            }
        }
    }

    @Test
    void appendsFromSeveralThreadsAreAllKept() {
        IntStream.range(0, 40).parallel().forEach(i -> log().append(List.of(mark(2 * i), mark(2 * i + 1))));
        assertThat(log().all())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 80).mapToObj(MarkLogTest::mark).toList());
    }

    @Test
    void removedMarksLeaveNoTraceNotEvenInDamagedLines() throws IOException {
        assertThat(threeMarks()).isNotEmpty();
        Files.writeString(file, "00000000 {\"a\":\"/a/2\"}\n", StandardOpenOption.APPEND);
        log().removeIf(mark -> mark.a().equals("/a/2"));
        assertThat(log().all()).containsExactly(mark(1), mark(3));
        assertThat(Files.readString(file)).doesNotContain("/a/2");
    }

    @Test
    void aWithdrawnMarkNoLongerCounts() throws IOException {
        assertThat(threeMarks()).isNotEmpty();
        Mark otherOrder = new Mark("/b", "/a", true, mark(2).contentOfB(), mark(2).contentOfA());
        log().withdraw(List.of(otherOrder));
        assertThat(log().latest().values()).containsExactly(mark(1), mark(3));
        log().withdraw(List.of(mark(9))); // was never made
        log().append(List.of(mark(2)));
        assertThat(log().latest().values()).containsExactly(mark(1), mark(3), mark(2));
        log().removeIf(mark -> mark.a().equals("/a/1"));
        assertThat(log().latest().values()).containsExactly(mark(3), mark(2));
        assertThat(Files.readString(file)).doesNotContain("/a/1");
    }
}
