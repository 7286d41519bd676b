package dev.likeness.cli;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;

/**
 * A folder with a copy of the launcher and the jars of this test's class path, laid out as a clone that was built, or as a
 * distribution without sources.
 *
 * @param root the folder of the launcher
 * @param distribution the folder of the jars, the stamp and the class archives
 */
record LauncherFolder(Path root, Path distribution) implements AutoCloseable {
    /** The stamp of {@link #jars}. */
    static final String JARS = "hash-of-the-jars";

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    /** Lays out a clone that was built; it has no sources that could be newer. */
    static LauncherFolder clone(Path root) throws IOException {
        LauncherFolder folder = new LauncherFolder(root, root.resolve("cli/target/likeness"));
        folder.copyLauncher();
        folder.jars();
        return folder;
    }

    /** Lays out a distribution: a clone without the part that builds, with the jars beside the launcher. */
    static LauncherFolder distribution(Path root) throws IOException {
        LauncherFolder folder = new LauncherFolder(root, root);
        folder.copyLauncher();
        Files.delete(root.resolve("launcher/build.sh"));
        folder.jars();
        return folder;
    }

    Path launcher() {
        return root.resolve("likeness");
    }

    Path jar() {
        return distribution.resolve("lib/likeness-cli.jar");
    }

    Path stamp() {
        return distribution.resolve("stamp");
    }

    Path archives() {
        return distribution.resolve("archives");
    }

    LauncherCall call(String... arguments) {
        return new LauncherCall(launcher(), List.of(arguments));
    }

    /** The comparison of two examples. */
    LauncherCall compare() {
        return call(comparison());
    }

    static String[] comparison() {
        return new String[] {
            "compare", example("boat-1.png").toString(), example("knot-1.png").toString(), "--json"
        };
    }

    static Path example(String name) {
        return PROJECT.resolve("examples").resolve(name);
    }

    static Path project(String file) {
        return PROJECT.resolve(file);
    }

    /** Deletes the folder: JUnit warns about each link in a temporary folder that it deletes. */
    @Override
    public void close() throws IOException {
        deleteAll(root);
    }

    static void deleteAll(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> inside = Files.list(path)) {
                for (Path one : inside.toList()) {
                    deleteAll(one);
                }
            }
        }
        Files.deleteIfExists(path);
    }

    private void copyLauncher() throws IOException {
        Path parts = Files.createDirectories(root.resolve("launcher"));
        Files.copy(project("likeness"), launcher());
        try (Stream<Path> files = Files.list(project("launcher"))) {
            for (Path file : files.toList()) {
                Files.copy(file, parts.resolve(file.getFileName().toString()));
            }
        }
    }

    private void jars() throws IOException {
        Path lib = Files.createDirectories(distribution.resolve("lib"));
        Path main = mainClasses();
        List<String> names = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            String name = names.size() + ".jar";
            if (Files.isRegularFile(path)) {
                Files.createSymbolicLink(lib.resolve(name), path);
                names.add(name);
            } else if (Files.isDirectory(path) && !path.endsWith("test-classes") && !path.equals(main)) {
                write(path, lib.resolve(name), new Manifest());
                names.add(name);
            }
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", names));
        write(main, jar(), manifest);
        Files.writeString(stamp(), JARS + "\n");
    }

    private static Path mainClasses() {
        try {
            return Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(Path classes, Path jar, Manifest manifest) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(file).toString();
                if (!name.equals("META-INF/MANIFEST.MF")) {
                    out.putNextEntry(new ZipEntry(name));
                    Files.copy(file, out);
                }
            }
        }
    }
}
