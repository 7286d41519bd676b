package dev.likeness.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD) // a deadlock is a failure
class ClosingGateTest {
    private final ClosingGate gate = new ClosingGate("lamp 7", "light another");
    private final AtomicInteger released = new AtomicInteger();

    private Thread closer() {
        Thread closer = new Thread(() -> gate.close(released::incrementAndGet));
        closer.start();
        return closer;
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void closeWaitsForTheCallInProgressWhichMayCallAgain() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        FutureTask<Integer> call = new FutureTask<>(() -> gate.call(() -> {
            inside.countDown();
            await(leave);
            return gate.call(() -> gate.call(released::get));
        }));
        new Thread(call).start();
        inside.await();
        Thread first = closer();
        Thread second = closer();
        awaitWaiting(first);
        awaitWaiting(second);
        assertThatThrownBy(() -> gate.call(() -> 1)).hasMessageContaining("lamp 7 is closed");
        assertThat(released).hasValue(0);

        leave.countDown();
        assertThat(call.get()).isZero();
        first.join();
        second.join();
        assertThat(released).hasValue(1);
    }

    @Test
    void aCallThatWaitsForAnotherThreadDoesNotDeadlockWithAClose() throws Exception {
        Thread[] closing = new Thread[1];
        Future<Integer> helper = gate.call(() -> {
            closing[0] = closer();
            awaitWaiting(closing[0]);
            FutureTask<Integer> part = new FutureTask<>(() -> gate.call(() -> 1));
            new Thread(part).start();
            while (!part.isDone()) {
                Thread.onSpinWait();
            }
            return part;
        });
        assertThatThrownBy(helper::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        closing[0].join();
        assertThat(released).hasValue(1);
    }

    @Test
    void closingFromInsideACallIsAnErrorAndLeavesTheObjectOpen() {
        assertThatThrownBy(() -> gate.run(() -> gate.close(released::incrementAndGet)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lamp 7 cannot be closed by a thread that is running a call on it");
        assertThat(gate.call(() -> 5)).isEqualTo(5);
        gate.close(released::incrementAndGet);
        gate.close(released::incrementAndGet);
        assertThat(released).hasValue(1);
    }

    @Test
    void theErrorNamesTheObjectAndTheNextStep() {
        gate.close(() -> {});
        assertThatThrownBy(() -> gate.run(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("lamp 7 is closed and can no longer be used; light another, and close it only after its"
                        + " last call");
    }

    @Test
    void anInterruptedThreadCallsAndClosesNormally() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread call = new Thread(() -> gate.run(() -> {
            inside.countDown();
            await(leave);
        }));
        call.start();
        inside.await();
        FutureTask<Boolean> closing = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            assertThat(gate.call(() -> 3)).isEqualTo(3);
            gate.close(released::incrementAndGet);
            return Thread.currentThread().isInterrupted();
        });
        Thread closer = new Thread(closing);
        closer.start();
        awaitWaiting(closer);
        closer.interrupt();
        assertThat(released).hasValue(0);
        leave.countDown();
        assertThat(closing.get()).isTrue();
        assertThat(released).hasValue(1);
    }

    @Test
    void aFailingCallLeavesTheGateOpenAndAFailingReleaseClosesIt() {
        assertThatThrownBy(() -> gate.run(() -> {
                    throw new IllegalArgumentException("wrong");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> gate.close(() -> {
                    throw new IllegalArgumentException("stuck");
                }))
                .hasMessage("stuck");
        gate.close(released::incrementAndGet);
        assertThat(released).hasValue(0);
        assertThatThrownBy(() -> gate.run(() -> {})).hasMessageContaining("closed");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
