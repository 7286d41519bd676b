package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.server.request.ServerLimits;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Starting where it cannot listen, and stopping while requests run. */
class StopTest {
    @Test
    void finishesWhatItAccepted() throws Exception {
        ServerLimits limits = ServerLimits.usual().with(new ServerLimits.Work(1, 50, Duration.ofSeconds(60)));
        TestServer server = new TestServer(ServerSettings.usual().within(limits));
        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        FormBody form = new FormBody()
                .file("a", DrawnPictures.png(1))
                .file("b", DrawnPictures.jpeg(1))
                .text("measures", "true");
        for (int i = 0; i < 12; i++) {
            answers.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return server.post("/api/compare", form);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        while (server.logSoFar().isEmpty()) {
            Thread.sleep(5); // until some run and others wait
        }
        server.close();
        int done = 0;
        for (CompletableFuture<HttpResponse<byte[]>> one : answers) {
            HttpResponse<byte[]> answer =
                    one.handle((response, fault) -> response).get();
            if (answer != null && answer.statusCode() == 200) {
                assertThat(TestServer.json(answer).path("match").asBoolean()).isTrue();
                done++;
            } else if (answer != null) {
                TestServer.problem(answer, 503);
            }
        }
        assertThat(server.log().stream().filter(access -> access.status() == 200))
                .hasSize(done);
        assertThat(server.log().stream().filter(access -> access.status() == 0))
                .as("broken connections")
                .isEmpty();
        assertThat(done).isPositive();
        assertThat(server.failures()).isEmpty();
        server.close(); // a second time
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            ServerSettings settings = ServerSettings.usual().atPort(taken.getLocalPort());
            assertThatThrownBy(() -> LikenessServer.start(
                            settings, new BundledModels("photos"), dev.likeness.server.request.ServerLog.NONE))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("choose another port");
        }
    }
}
