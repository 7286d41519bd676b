package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.likeness.cli.command.ExitCode;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a clone of its own, whose jars are the class path of this test: in whatever state the archive of classes
 * is, the answer is the same, as one clean object.
 */
@DisabledOnOs(OS.WINDOWS)
class StartUpTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"));
    private static final String JARS = "hash-of-the-jars";
    private static final Map<String, String> NEVER = Map.of("LIKENESS_BUILD", "never");

    private static final int GUARD = 10; // minutes, for what hangs: nothing here takes as long on a slow machine

    @TempDir
    static Path folder;

    private static Path clone;
    private static Path distribution;
    private static Path archives;
    private static Path archive;
    private static byte[] whole;
    private static byte[] seal;
    private static List<String> compare;
    private static Result expected;

    @BeforeAll
    static void theArchiveIsMadeBesideTheFirstCall() throws Exception {
        Path data = folder.resolve("drawn");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.STROKES, 1, 2, 2, 32, 3), data, Progress.NONE);
        List<Path> pictures = DrawnFiles.of(data);
        compare = List.of("compare", pictures.get(0).toString(), pictures.get(1).toString(), "--json");
        expected = Result.run(compare.toArray(String[]::new));

        clone = folder.toRealPath().resolve("clone");
        distribution = clone.resolve("cli/target/likeness");
        archives = distribution.resolve("archives");
        layOut(clone);
        assertThat(likeness(JAVA, Map.of())).isEqualTo(expected);
        archive = archiveOf(JAVA);
        whole = Files.readAllBytes(archive);
        seal = Files.readAllBytes(sealOf(archive));
        assertThat(whole).as("an archive, unless this Java can make none").hasSizeGreaterThan(1_000_000);
    }

    /** The links, about each of which JUnit would warn as it deletes the folder. */
    @AfterAll
    static void unlink() throws IOException {
        deleteAll(distribution.resolve("lib"));
    }

    @BeforeEach
    void theArchiveIsWhole() throws IOException {
        replace(archive, whole);
        replace(sealOf(archive), seal);
    }

    @Test
    void theArchiveIsUsed() throws Exception {
        assertThat(classesFromTheArchive()).contains("dev.likeness.cli.command.CompareCommand");
    }

    @Test
    void aStaleOneChangesNothing() throws Exception {
        Path jar = distribution.resolve("lib/likeness-cli.jar");
        FileTime time = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH.plusSeconds(1_000_000_000)));
        try {
            assertThat(classesFromTheArchive()).isEmpty();
        } finally {
            Files.setLastModifiedTime(jar, time);
        }
    }

    @Test
    void oneOfOtherJarsIsNotOffered() throws Exception {
        Path stamp = distribution.resolve("stamp");
        Files.writeString(stamp, "other\n");
        try {
            assertThat(classesFromTheArchive()).doesNotContain("dev.likeness.cli.command.CompareCommand");
            assertThat(Files.list(archives))
                    .as("made under LIKENESS_BUILD=never")
                    .hasSize(2);
        } finally {
            Files.writeString(stamp, JARS + "\n");
        }
    }

    /** Damage that Java notices: it is shown an archive whose seal is right. */
    @Test
    void oneDamagedBeforeItWasSealedChangesNothing() throws Exception {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        byte[] header = whole.clone();
        Arrays.fill(header, 0, 4096, (byte) 0);
        for (byte[] damaged : List.of(
                Arrays.copyOf(whole, 100),
                Arrays.copyOf(whole, whole.length / 2),
                Arrays.copyOf(whole, whole.length - 1),
                new byte[0],
                noise,
                header)) {
            replace(archive, damaged);
            seal(archive);
            assertThat(likeness(JAVA, NEVER))
                    .as("an archive of %d bytes", damaged.length)
                    .isEqualTo(expected);
        }
    }

    /** Java would believe every byte, and crash on some, with words on standard output. */
    @Test
    void oneDamagedLaterIsNotOffered() throws Exception {
        byte[] flipped = whole.clone();
        for (int i = 4096; i < flipped.length; i += 1000) {
            flipped[i] ^= 1;
        }
        replace(archive, flipped);
        assertThat(classesFromTheArchive()).doesNotContain("dev.likeness.cli.command.CompareCommand");

        replace(archive, Arrays.copyOf(whole, whole.length / 2));
        assertThat(classesFromTheArchive()).doesNotContain("dev.likeness.cli.command.CompareCommand");
    }

    @Test
    void oneOfAnotherJavaChangesNothing() throws Exception {
        Optional<Path> found = anotherJava();
        assumeTrue(found.isPresent(), "no second JDK, 17 or later, beside this one");
        Path other = found.get();
        assertThat(likeness(other, Map.of())).isEqualTo(expected);
        Path others = archiveOf(other);
        assertThat(likeness(other, NEVER)).isEqualTo(expected);
        byte[] madeByOther = Files.readAllBytes(others);

        replace(archive, madeByOther);
        replace(others, whole);
        seal(archive);
        seal(others);

        for (Path java : List.of(JAVA, other)) {
            Result result = likeness(java, NEVER);
            assertThat(result.code()).isZero();
            assertThat(result.out()).isEqualTo(expected.out()); // some Java versions warn, on standard error
        }
        Files.delete(others);
        Files.delete(sealOf(others));
    }

    @Test
    void aCloneThatMovedChangesNothing() throws Exception {
        Path moved = clone.resolveSibling("moved and with blanks");
        Files.move(clone, moved);
        try {
            assertThat(run(moved.resolve("likeness"), JAVA, NEVER)).isEqualTo(expected);
        } finally {
            Files.move(moved, clone);
        }
    }

    @Test
    void noFolderToWriteIntoChangesNothing() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path aside = folder.resolve("aside");
        Files.move(archives, aside);
        Map<String, String> environment = Map.of("HOME", home.toString(), "LIKENESS_JAVA_OPTS", "-Duser.home=" + home);
        try {
            Files.writeString(archives, "no folder");
            assertThat(likeness(JAVA, environment)).as("a file in the way").isEqualTo(expected);
            assertThat(home).as("ONNX Runtime keeps nothing there").isEmptyDirectory();
            Files.delete(archives);

            permit("r-xr-xr-x", home, distribution);
            if (!Files.isWritable(distribution)) { // root may write everywhere
                assertThat(likeness(JAVA, environment)).as("read-only").isEqualTo(expected);
                assertThat(archives).doesNotExist();
            }
        } finally {
            permit("rwxr-xr-x", home, distribution);
            deleteAll(archives);
            Files.move(aside, archives);
        }
    }

    @Test
    void noHomeFolderChangesNothing() throws Exception {
        for (String how : List.of("env -u HOME sh \"$@\"", "HOME=/nowhere sh \"$@\"", "HOME= sh \"$@\"")) {
            assertThat(shell(how)).as(how).isEqualTo(expected);
        }
    }

    @Test
    void anAnswerThatCannotBeWrittenIsToldOf() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "no disk that is always full");
        Result full = shell("sh \"$@\" >/dev/full");
        assertThat(full.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(full.err())
                .startsWith("likeness: standard output cannot be written to (")
                .hasLineCount(1);
        assertThat(shell("{ sh \"$@\"; echo $? >&2; } | true").err()).endsWith(ExitCode.BAD_INPUT + "\n");
    }

    /** The files that Java opens must not take their place. */
    @Test
    void aClosedOutputIsOneThatNobodyReads() throws Exception {
        assertThat(shell("sh \"$@\" >&-")).isEqualTo(new Result(ExitCode.OK, "", ""));
        assertThat(shell("sh \"$@\" 2>&-")).isEqualTo(expected);
        assertThat(shell("sh \"$@\" <&-")).isEqualTo(expected);
    }

    @Test
    void callsAtOnceMakeOne() throws Exception {
        Files.delete(archive);
        Files.delete(sealOf(archive));

        List<Running> calls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            calls.add(Running.start(clone.resolve("likeness"), JAVA, Map.of()));
        }
        for (Running call : calls) {
            assertThat(call.result()).isEqualTo(expected);
        }

        assertThat(archiveOf(JAVA)).isEqualTo(archive);
        waitUntilNothingIsMade();
        assertThat(Files.list(archives)).containsExactlyInAnyOrder(archive, sealOf(archive));
        assertThat(classesFromTheArchive()).contains("dev.likeness.cli.command.CompareCommand");
    }

    private static Set<String> classesFromTheArchive() throws Exception {
        Path log = folder.resolve("classes.log");
        Files.deleteIfExists(log);
        Map<String, String> environment =
                Map.of("LIKENESS_BUILD", "never", "LIKENESS_JAVA_OPTS", "-Xlog:class+load:file=" + log + ":none");
        assertThat(likeness(JAVA, environment)).isEqualTo(expected);
        Set<String> names = new HashSet<>();
        for (String line : Files.readAllLines(log)) {
            if (line.contains("source: shared objects file")) {
                names.add(line.substring(0, line.indexOf(' ')));
            }
        }
        return names;
    }

    private static Result likeness(Path java, Map<String, String> environment) throws Exception {
        return run(clone.resolve("likeness"), java, environment);
    }

    private static Result run(Path launcher, Path java, Map<String, String> environment) throws Exception {
        return Running.start(launcher, java, environment).result();
    }

    /** Runs a call, {@code sh "$@"}, within words of the shell. */
    private static Result shell(String words) throws Exception {
        List<String> command =
                List.of("sh", "-c", words, "sh", clone.resolve("likeness").toString());
        return Running.start(command, JAVA, NEVER).result();
    }

    /** A call of the launcher. */
    private record Running(Process process, Path out, Path err) {
        static Running start(Path launcher, Path java, Map<String, String> environment) throws IOException {
            return start(List.of("sh", launcher.toString()), java, environment);
        }

        static Running start(List<String> before, Path java, Map<String, String> environment) throws IOException {
            List<String> command = new ArrayList<>(before);
            command.addAll(compare);
            Path out = Files.createTempFile(folder, "out", ".txt");
            Path err = Files.createTempFile(folder, "err", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("LIKENESS_") || name.startsWith("ORT_") || name.equals("CI"));
            builder.environment().put("JAVA_HOME", java.toString());
            builder.environment().putAll(environment);
            return new Running(builder.start(), out, err);
        }

        Result result() throws Exception {
            boolean ended = process.waitFor(GUARD, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertThat(ended).as("ends").isTrue();
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    /** Waits for the archive that is made for a Java, beside the call that asked for it. */
    private static Path archiveOf(Path java) throws Exception {
        String build = release(java, "JAVA_RUNTIME_VERSION");
        for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(GUARD);
                System.nanoTime() < end;
                Thread.sleep(100)) {
            if (!Files.isDirectory(archives)) {
                continue;
            }
            try (Stream<Path> files = Files.list(archives)) {
                Optional<Path> found = files.filter(
                                file -> file.getFileName().toString().startsWith(build + "-"))
                        .filter(file -> file.toString().endsWith(JARS + ".jsa") && Files.exists(sealOf(file)))
                        .findAny();
                if (found.isPresent()) {
                    waitUntilNothingIsMade(); // the folder it was made in is deleted after it is there
                    return found.get();
                }
            }
        }
        throw new AssertionError("no archive for " + build + " in " + archives);
    }

    private static void waitUntilNothingIsMade() throws Exception {
        for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(GUARD);
                System.nanoTime() < end;
                Thread.sleep(100)) {
            if (!Files.isDirectory(archives)) {
                return;
            }
            try (Stream<Path> files = Files.list(archives)) {
                if (files.noneMatch(file -> file.toString().endsWith(".making"))) {
                    return;
                }
            }
        }
        throw new AssertionError("an archive is still being made in " + archives);
    }

    private static Path sealOf(Path archive) {
        return archive.resolveSibling(archive.getFileName() + ".seal");
    }

    private static Optional<Path> anotherJava() throws IOException {
        try (Stream<Path> beside = Files.list(JAVA.toRealPath().getParent())) {
            return beside.filter(java ->
                            Files.isExecutable(java.resolve("bin/java")) && Files.isReadable(java.resolve("release")))
                    .filter(java ->
                            Runtime.Version.parse(release(java, "JAVA_VERSION")).feature() >= 17)
                    .filter(java ->
                            !release(java, "JAVA_RUNTIME_VERSION").equals(release(JAVA, "JAVA_RUNTIME_VERSION")))
                    .findAny();
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

    /** What a clone that was built has: the launcher, the jars, and the stamp. */
    static void layOut(Path clone) throws IOException {
        Path lib = Files.createDirectories(clone.resolve("cli/target/likeness/lib"));
        Files.copy(Path.of("..", "likeness"), clone.resolve("likeness"));
        List<String> names = new ArrayList<>();
        Path classes = mainClasses();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            String name = names.size() + ".jar";
            if (Files.isDirectory(path) && !path.endsWith("test-classes") && !path.equals(classes)) {
                jar(path, lib.resolve(name), new Manifest());
                names.add(name);
            } else if (Files.isRegularFile(path)) {
                Files.createSymbolicLink(lib.resolve(name), path);
                names.add(name);
            }
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", names));
        jar(mainClasses(), lib.resolve("likeness-cli.jar"), manifest);
        Files.writeString(lib.resolveSibling("stamp"), JARS + "\n");
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

    private static void jar(Path classes, Path jar, Manifest manifest) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(file).toString();
                if (!name.equals("META-INF/MANIFEST.MF")) {
                    out.putNextEntry(new ZipEntry(name));
                    Files.copy(file, out);
                }
            }
        }
    }

    private static void seal(Path archive) throws Exception {
        Process sum =
                new ProcessBuilder("cksum").redirectInput(archive.toFile()).start();
        String line = new String(sum.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(sum.waitFor()).isZero();
        Files.writeString(sealOf(archive), distribution + "\n" + line);
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        Files.write(file, bytes);
    }

    private static void permit(String permissions, Path... files) throws IOException {
        for (Path file : files) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }

    static void deleteAll(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> inside = Files.list(path)) {
                for (Path one : inside.toList()) {
                    deleteAll(one);
                }
            }
        }
        Files.deleteIfExists(path);
    }
}
