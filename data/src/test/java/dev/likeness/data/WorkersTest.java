package dev.likeness.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static final List<Integer> INPUTS = IntStream.range(0, 100).boxed().toList();

    @Test
    void resultsComeInTheOrderOfTheInputs() {
        List<Integer> done = new ArrayList<>();
        assertThat(new Workers(4).inOrder(INPUTS, input -> 3 * input, done::add))
                .containsExactlyElementsOf(INPUTS.stream().map(i -> 3 * i).toList());
        assertThat(done)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 100).boxed().toList());
        assertThat(new Workers(1).inOrder(List.of(), input -> input, done::add)).isEmpty();
    }

    @Test
    void workRunsAtTheSameTime() {
        CountDownLatch both = new CountDownLatch(2);
        assertThat(new Workers(2)
                        .inOrder(
                                List.of(1, 2),
                                input -> {
                                    both.countDown();
                                    try {
                                        return both.await(1, TimeUnit.MINUTES);
                                    } catch (InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                },
                                done -> {}))
                .containsOnly(true);
    }

    @Test
    void theFirstFailureInOrderIsThrownAsItIsAndAllThreadsHaveEnded() {
        AtomicInteger running = new AtomicInteger();
        assertThatThrownBy(() -> new Workers(4)
                        .inOrder(
                                INPUTS,
                                input -> {
                                    running.incrementAndGet();
                                    try {
                                        if (input % 10 == 7) {
                                            throw new InputException("input " + input);
                                        }
                                        return input;
                                    } finally {
                                        running.decrementAndGet();
                                    }
                                },
                                done -> {}))
                .isInstanceOf(InputException.class)
                .hasMessage("input 7");
        assertThat(running).hasValue(0);
    }

    @Test
    void anInterruptEndsTheWork() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new Workers(1).inOrder(INPUTS, input -> input, done -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("interrupted before all 100 inputs");
        assertThat(Thread.interrupted()).isTrue();
    }
}
