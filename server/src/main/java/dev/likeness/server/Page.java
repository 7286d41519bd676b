package dev.likeness.server;

import dev.likeness.server.request.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The files of a page that is packaged with the server. All are in memory from the start: a request is only looked up among
 * them, and never leads to a file.
 */
final class Page {
    private final Map<String, StaticFile> files = new TreeMap<>();

    /**
     * Reads the files of a folder of resources beside this class.
     *
     * @param folder such as {@code page}
     */
    Page(String folder) {
        for (String name : names(folder)) {
            try (InputStream in = Page.class.getResourceAsStream(folder + "/" + name)) {
                if (in == null) {
                    throw new IllegalStateException(
                            "the resource " + folder + "/" + name + " is listed and cannot be read");
                }
                StaticFile.of(name, in.readAllBytes()).ifPresent(file -> files.put(name, file));
            } catch (IOException e) {
                throw new IllegalStateException("the resource " + folder + "/" + name + " cannot be read", e);
            }
        }
        if (!files.containsKey("index.html")) {
            throw new IllegalStateException("the page in " + folder + " has no index.html; build the server again");
        }
    }

    /**
     * A file by its name inside the folder, such as {@code assets/page.js}.
     *
     * @throws Problem if there is no such file
     */
    StaticFile require(String name) {
        StaticFile file = files.get(name);
        if (file == null) {
            throw Routes.nothing();
        }
        return file;
    }

    private static List<String> names(String folder) {
        URL index = Page.class.getResource(folder + "/index.html");
        if (index == null) {
            return List.of();
        }
        try {
            return index.openConnection() instanceof JarURLConnection jar
                    ? inJar(jar.getJarFile(), jar.getEntryName().replaceFirst("index\\.html$", ""))
                    : inFolder(Path.of(new URI(index.toString())).resolveSibling(""));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the resources of " + folder + " cannot be listed", e);
        }
    }

    private static List<String> inJar(JarFile jar, String prefix) {
        return jar.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(prefix) && !name.endsWith("/"))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    private static List<String> inFolder(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                names.add(folder.relativize(file).toString().replace('\\', '/'));
            }
        }
        return names;
    }
}
