package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.gallery.Gallery;
import dev.likeness.gallery.Mark;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers are killed ({@code kill -9}) at random moments while several callers give feedback: 3 times, or as often as the
 * property {@code server.kills} says. No answer that was acknowledged is lost, also none that withdrew another one.
 */
class FeedbackKillTest {
    private static final int KILLS = Integer.getInteger("server.kills", 3);
    private static final int CALLERS = 4;
    private static final String[] ANSWERS = {"same", "different", "undo"};

    @TempDir
    private Path folder;

    /** What a caller knows about its pair. Each caller answers about another pair. */
    private static final class Caller {
        private volatile String acknowledged = "undo";
        private volatile String asked = "undo";
    }

    @Test
    void noAcknowledgedAnswerIsLost() throws Exception {
        GalleryFiles files = GalleryFiles.in(folder);
        List<String[]> pairs = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            pairs.add(new String[] {files.id("p" + i + ".png"), files.id("p" + (i + 1) + ".png")});
        }
        long seed = System.nanoTime();
        System.out.println("FeedbackKillTest: moments from seed " + seed);
        Random random = new Random(seed);
        AtomicInteger acknowledged = new AtomicInteger();
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(new Caller());
        }
        for (int kill = 0; kill < KILLS; kill++) {
            int before = acknowledged.get();
            try (ServerProcess server = ServerProcess.of(files.gallery(), "-Xmx512m", "-XX:TieredStopAtLevel=1")) {
                List<Thread> threads = new ArrayList<>();
                for (int i = 0; i < CALLERS; i++) {
                    Caller caller = callers.get(i);
                    String[] pair = pairs.get(i);
                    long start = random.nextLong();
                    Thread thread =
                            new Thread(() -> answer(server.port(), pair, caller, new Random(start), acknowledged));
                    threads.add(thread);
                    thread.start();
                }
                while (acknowledged.get() == before) {
                    Thread.sleep(1);
                }
                Thread.sleep(random.nextInt(400));
                server.kill();
                for (Thread thread : threads) {
                    thread.join();
                }
            }
            assertKept(files, pairs, callers);
        }
        assertThat(acknowledged.get()).isGreaterThanOrEqualTo(KILLS);
        System.out.println("FeedbackKillTest: " + KILLS + " kills, " + acknowledged + " acknowledged answers");
    }

    /** Gives answers until the server is gone. */
    private static void answer(int port, String[] pair, Caller caller, Random random, AtomicInteger acknowledged) {
        HttpClient client = HttpClient.newHttpClient();
        while (true) {
            String answer = ANSWERS[random.nextInt(ANSWERS.length)];
            caller.asked = answer;
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/feedback"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(GalleryEndpointsTest.feedback(pair[0], pair[1], answer)))
                    .build();
            try {
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                if (response.statusCode() != 200) {
                    throw new IllegalStateException(response.body());
                }
                caller.acknowledged = answer;
                acknowledged.incrementAndGet();
            } catch (IOException e) {
                return; // the server was killed
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The answer on the disk is the last acknowledged one, or the one that was asked for when the server was killed. */
    private static void assertKept(GalleryFiles files, List<String[]> pairs, List<Caller> callers) {
        Map<String, String> kept = new ConcurrentHashMap<>();
        try (Gallery gallery = Gallery.open(files.gallery())) {
            for (Mark mark : gallery.marks()) {
                kept.put(mark.contentOfA() + mark.contentOfB(), mark.same() ? "same" : "different");
            }
        }
        for (int i = 0; i < CALLERS; i++) {
            Caller caller = callers.get(i);
            String found = kept.getOrDefault(pairs.get(i)[0] + pairs.get(i)[1], "undo");
            assertThat(found).as("caller %d", i).isIn(caller.acknowledged, caller.asked);
            caller.acknowledged = found;
        }
    }
}
