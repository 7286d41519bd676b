package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.likeness.solr.node.LocalCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Galleries in a Solr cluster from the command line, and two servers that share one, with the libraries of users. */
class ClusterCommandLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EXAMPLES =
            Path.of("..", "examples").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private static JsonNode json(String... words) throws IOException {
        Result result = Result.run(words);
        assertThat(result.code()).as(result.err()).isZero();
        return JSON.readTree(result.out());
    }

    /** ONNX Runtime does not start under a long command line. */
    private Path javaArguments() throws IOException {
        return Files.writeString(
                folder.resolve("java-arguments"),
                "-Xmx1g -XX:+UseSerialGC -Djava.awt.headless=true -cp \"" + System.getProperty("java.class.path")
                        + "\"");
    }

    private Process serve(int number, String gallery) throws IOException {
        Path arguments = javaArguments();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + arguments,
                Main.class.getName(),
                "serve"));
        command.addAll(List.of("--port", "0", "--json", "--gallery", gallery));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("log-" + number).toFile())
                .start();
    }

    private static String url(Process server) throws IOException {
        return JSON.readTree(server.inputReader(StandardCharsets.UTF_8).readLine())
                .path("url")
                .asText();
    }

    private static JsonNode get(String address) throws IOException, InterruptedException {
        return JSON.readTree(HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body());
    }

    private static int feedback(String url, String a, String b) throws IOException, InterruptedException {
        String body = JSON.createObjectNode()
                .put("a", a)
                .put("b", b)
                .put("answer", "different")
                .toString();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "api/feedback"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private static JsonNode search(String url, Path picture) throws IOException, InterruptedException {
        String boundary = "part-of-a-form";
        byte[] head = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.jpg\"\r\n"
                        + "Content-Type: image/jpeg\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "api/search"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArrays(List.of(head, Files.readAllBytes(picture), tail)))
                .build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
    }

    @Test
    void aClusterIsFilledSearchedAndServed() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(folder.resolve("cluster"), 1)) {
            String gallery = "solr:" + cluster.zooKeeper() + "/photos";
            JsonNode added =
                    json("gallery", "add", EXAMPLES.toString(), "--gallery", gallery, "--model", "photos", "--json");
            assertThat(added.path("gallery").asText()).isEqualTo(gallery);
            assertThat(added.path("pictures").asInt()).isGreaterThan(10);
            Path query = EXAMPLES.resolve("cathedral-postcard.jpg");
            JsonNode hits = json("gallery", "search", query.toString(), "--gallery", gallery, "-k", "3", "--json")
                    .path("hits");
            assertThat(hits).hasSize(3);
            assertThat(hits.findValuesAsText("path").toString()).contains("cathedral");

            String here = folder.resolve("here").toString();
            assertThat(json("gallery", "copy", "--to", here, "--gallery", gallery, "--json")
                            .path("copied"))
                    .isEqualTo(added.path("pictures"));
            JsonNode same = json("gallery", "search", query.toString(), "--gallery", here, "-k", "3", "--json");
            assertThat(same.path("hits").findValuesAsText("path")).isEqualTo(hits.findValuesAsText("path"));

            String table = folder.resolve("table").toString();
            String second = "solr:" + cluster.zooKeeper() + "/imported";
            assertThat(json("gallery", "export", "--codes", table, "--gallery", gallery, "--json")
                            .path("rows"))
                    .isEqualTo(added.path("pictures"));
            assertThat(json("gallery", "import", table, "--gallery", second, "--json")
                            .path("imported"))
                    .isEqualTo(added.path("pictures"));
            JsonNode imported = json("gallery", "search", query.toString(), "--gallery", second, "-k", "3", "--json");
            assertThat(imported.path("hits")).isEqualTo(hits);

            Result check = Result.run("gallery", "check", "--gallery", gallery);
            assertThat(check.code()).isEqualTo(2);
            assertThat(check.err()).contains("needs a gallery in a folder");
            twoServersShare(gallery, query);
        }
    }

    /** In another process, as for users: the clients of the cluster log by themselves. */
    @Test
    void aClusterThatDoesNotAnswerIsOneLine() throws Exception {
        Path arguments = javaArguments();
        Process info = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + arguments,
                        Main.class.getName(),
                        "gallery",
                        "info",
                        "--gallery",
                        "solr:127.0.0.1:9/none")
                .redirectErrorStream(true)
                .start();
        String said = new String(info.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(info.waitFor()).isEqualTo(2);
        assertThat(said.strip())
                .hasLineCount(1)
                .startsWith(
                        "likeness: solr:127.0.0.1:9/none: no Solr cluster answers at the ZooKeeper address 127.0.0.1:9")
                .endsWith("check the address, and start the cluster");
    }

    private void twoServersShare(String gallery, Path query) throws Exception {
        Process first = serve(1, gallery);
        Process second = serve(2, gallery);
        try {
            String one = url(first);
            String two = url(second);
            JsonNode hits = search(one, query).path("hits");
            assertThat(search(two, query).path("hits")).isEqualTo(hits);
            String a = hits.get(0).path("id").asText();
            String b = hits.get(1).path("id").asText();
            assertThat(feedback(one, a, b)).isEqualTo(200);
            assertThat(get(two + "api/gallery").path("marks").asInt()).isEqualTo(1);
            assertThat(get(two + "readyz").path("gallery").asBoolean()).isTrue();
        } finally {
            first.destroyForcibly();
            second.destroyForcibly();
        }
    }
}
