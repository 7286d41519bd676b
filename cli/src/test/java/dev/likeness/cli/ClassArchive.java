package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** A class archive that the launcher made, and its seal. */
record ClassArchive(Path file) {
    /** Waits for the archive that the launcher makes for a Java in the background. */
    static ClassArchive await(LauncherFolder folder, Path java) throws Exception {
        String start = release(java, "JAVA_RUNTIME_VERSION") + "-";
        LauncherCall.await(
                "an archive for " + start,
                () -> names(folder).stream()
                        .anyMatch(name -> name.startsWith(start) && name.endsWith(LauncherFolder.JARS + ".jsa.seal")));
        LauncherCall.await(
                "the end of making", () -> names(folder).stream().noneMatch(name -> name.endsWith(".making")));
        String name = names(folder).stream()
                .filter(each -> each.startsWith(start) && each.endsWith(".jsa"))
                .findAny()
                .orElseThrow();
        return new ClassArchive(folder.archives().resolve(name));
    }

    Path seal() {
        return file.resolveSibling(file.getFileName() + ".seal");
    }

    /** Writes a new file: a running Java may still have the old one mapped. */
    void replace(byte[] content) throws IOException {
        Files.deleteIfExists(file);
        Files.write(file, content);
    }

    /** Writes the seal that is valid for the present content and for jars in a folder. */
    void seal(Path distribution) throws Exception {
        Process sum = new ProcessBuilder("cksum").redirectInput(file.toFile()).start();
        String line = new String(sum.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(sum.waitFor()).isZero();
        Files.writeString(seal(), distribution + "\n" + line);
    }

    void delete() throws IOException {
        Files.delete(file);
        Files.delete(seal());
    }

    /** Another build of Java, 17 or later, installed beside the Java of this test. */
    static Optional<Path> anotherJava() throws IOException {
        String own = release(LauncherCall.JAVA, "JAVA_RUNTIME_VERSION");
        try (Stream<Path> beside = Files.list(LauncherCall.JAVA.toRealPath().getParent())) {
            return beside.filter(java ->
                            Files.isExecutable(java.resolve("bin/java")) && Files.isReadable(java.resolve("release")))
                    .filter(java ->
                            Runtime.Version.parse(release(java, "JAVA_VERSION")).feature() >= 17)
                    .filter(java -> !release(java, "JAVA_RUNTIME_VERSION").equals(own))
                    .findAny();
        }
    }

    private static List<String> names(LauncherFolder folder) throws IOException {
        if (!Files.isDirectory(folder.archives())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.archives())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String release(Path java, String key) {
        Properties release = new Properties();
        try (var reader = Files.newBufferedReader(java.resolve("release"))) {
            release.load(reader);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return release.getProperty(key, "").replace("\"", "");
    }
}
