package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.HostileRequests.Attack;
import dev.likeness.server.request.ServerLimits;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile requests from a seed: 300, or as many as the property {@code server.attacks} says, with the seed of the property
 * {@code server.seed}. No crash, no fault of the server, no growth, and a good request right after is answered.
 */
class HostileRequestsTest {
    private static final int ATTACKS = Integer.getInteger("server.attacks", 300);
    private static final long SEED = Long.getLong("server.seed", 20_261_127);
    private static final int WARM_UP = 100;

    @TempDir
    private Path folder;

    @Test
    void hostileRequestsAreRefusedAndGoodOnesAnswered() throws Exception {
        GalleryFiles files = GalleryFiles.in(folder);
        ServerLimits limits = ServerLimits.usual().with(new ServerLimits.Body(4 << 20, Duration.ofSeconds(5)));
        HostileRequests requests = new HostileRequests(SEED);
        Map<String, Integer> outcomes = new TreeMap<>();
        try (TestServer server = new TestServer(files.settings().within(limits))) {
            for (int i = 0; i < Math.min(WARM_UP, ATTACKS); i++) {
                attack(server, requests, -1 - i, new TreeMap<>());
            }
            long heap = heapInUse();
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            long begun = System.nanoTime();
            for (int i = 0; i < ATTACKS; i++) {
                attack(server, requests, i, outcomes);
                if (i % 10 == 0) {
                    assertAnswers(server);
                }
            }
            assertAnswers(server);
            long grown = heapInUse() - heap;
            int moreThreads = ManagementFactory.getThreadMXBean().getThreadCount() - threads;
            System.out.printf(
                    "HostileRequestsTest: %d attacks of seed %d in %.1f s; heap %+.1f MB, threads %+d; %s%n",
                    ATTACKS, SEED, (System.nanoTime() - begun) / 1e9, grown / 1e6, moreThreads, outcomes);
            assertThat(server.failures()).isEmpty();
            assertThat(grown).as("growth of the heap in use").isLessThan(16_000_000 + 1000L * ATTACKS);
            assertThat(moreThreads).as("more threads").isLessThan(32);
            assertThat(outcomes.keySet()).hasSizeGreaterThan(10);
        }
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .as("no file of a request")
                    .noneMatch(
                            name -> name.contains("passwd") || name.contains("MultiPart") || name.contains("upload"));
        }
    }

    private static void attack(TestServer server, HostileRequests requests, int number, Map<String, Integer> outcomes)
            throws Exception {
        Attack attack = requests.attack(number);
        int status = HostileRequests.send(server.port(), attack);
        assertThat(status)
                .as("attack %d of seed %d, %s", number, SEED, attack.kind())
                .matches(code -> code == 0 || HostileRequests.EXPECTED.contains(code), "an expected status");
        outcomes.merge(attack.kind() + " " + status, 1, Integer::sum);
    }

    private static void assertAnswers(TestServer server) throws Exception {
        FormBody pair = new FormBody().file("a", DrawnPictures.png(1)).file("b", DrawnPictures.jpeg(1));
        assertThat(TestServer.json(server.post("/api/compare", pair))
                        .path("match")
                        .asBoolean())
                .isTrue();
    }

    private static long heapInUse() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
