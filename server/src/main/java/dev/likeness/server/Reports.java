package dev.likeness.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.error.InputException;
import dev.likeness.files.FileFault;
import dev.likeness.server.endpoint.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reports of studies: pages in a folder that the operator named. All are in memory from the start; a request is looked up
 * among their names and never leads to a file.
 */
final class Reports {
    private static final int MOST = 100;
    private static final long MOST_BYTES = 32L << 20;
    private static final int DEPTH = 2;
    private static final String USUAL_NAME = "report.html";

    private final Map<String, Report> reports = new LinkedHashMap<>();

    private record Report(StaticFile page, String policy) {}

    /**
     * Reads the pages of a folder and of the folders in it.
     *
     * @param folder null for none
     * @throws InputException if it cannot be read
     */
    Reports(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            List<Path> pages = files.filter(file -> file.toString().endsWith(".html"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(MOST)
                    .toList();
            for (Path page : pages) {
                if (Files.size(page) <= MOST_BYTES) {
                    add(name(folder, page), Files.readAllBytes(page));
                }
            }
        } catch (IOException e) {
            throw new InputException(
                    folder + ": the reports cannot be read (" + FileFault.reason(e, folder)
                            + "); choose another folder",
                    e);
        }
    }

    /** A page that a study wrote has the name of its folder. */
    private static String name(Path folder, Path page) {
        String file = String.valueOf(page.getFileName());
        Path parent = page.toAbsolutePath().normalize().getParent();
        String name = file.equals(USUAL_NAME) && parent != null
                ? String.valueOf(parent.getFileName())
                : file.replaceFirst("\\.html$", "");
        return name.isEmpty() ? String.valueOf(folder.getFileName()) : name;
    }

    private void add(String name, byte[] bytes) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "-");
        String free = plain;
        for (int i = 2; reports.containsKey(free); i++) {
            free = plain + "-" + i;
        }
        StaticFile page = StaticFile.of(USUAL_NAME, bytes).orElseThrow();
        reports.put(free, new Report(page, InlineContents.policy(bytes)));
    }

    /** {@code GET /api/reports} */
    void list(Context context) {
        ObjectNode answer = Json.object();
        ArrayNode all = answer.putArray("reports");
        reports.keySet().forEach(name -> all.addObject().put("name", name).put("url", "/reports/" + name));
        Json.answer(context, answer);
    }

    /** {@code GET /reports/{name}} */
    void show(Context context) {
        Report report = reports.get(context.pathParam("name"));
        if (report == null) {
            throw Routes.nothing();
        }
        context.header("Content-Security-Policy", report.policy);
        report.page.answer(context);
    }
}
