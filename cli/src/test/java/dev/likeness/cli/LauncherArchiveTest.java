package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The class archive changes only the time of an answer: the result is the same whatever the state of the archive. */
@DisabledOnOs(OS.WINDOWS)
class LauncherArchiveTest {
    private static final String OURS = "dev.likeness.cli.command.CompareCommand";

    @TempDir
    static Path temporary;

    private static LauncherFolder folder;
    private static ClassArchive archive;
    private static byte[] whole = {};
    private static Result expected;

    @BeforeAll
    static void theFirstCallMakesTheArchive() throws Exception {
        folder = LauncherFolder.clone(temporary.toRealPath().resolve("clone"));
        expected = Result.run(LauncherFolder.comparison());
        assertThat(folder.compare().building().run()).isEqualTo(expected);
        archive = ClassArchive.await(folder, LauncherCall.JAVA);
        whole = Files.readAllBytes(archive.file());
        assertThat(whole).as("empty if this Java cannot make one").hasSizeGreaterThan(1_000_000);
    }

    @AfterAll
    static void close() throws IOException {
        folder.close();
    }

    @BeforeEach
    void restore() throws Exception {
        archive.replace(whole);
        archive.seal(folder.distribution());
    }

    @Test
    void javaUsesIt() throws Exception {
        assertThat(classesFromTheArchive()).contains(OURS);
    }

    @Test
    void javaIgnoresItIfTheJarsAreOlder() throws Exception {
        FileTime time = Files.getLastModifiedTime(folder.jar());
        Files.setLastModifiedTime(folder.jar(), FileTime.from(Instant.EPOCH.plusSeconds(1_000_000_000)));
        try {
            assertThat(classesFromTheArchive()).isEmpty();
        } finally {
            Files.setLastModifiedTime(folder.jar(), time);
        }
    }

    @Test
    void anArchiveOfOtherJarsIsNotUsed() throws Exception {
        Files.writeString(folder.stamp(), "other\n");
        try {
            assertThat(classesFromTheArchive()).doesNotContain(OURS);
        } finally {
            Files.writeString(folder.stamp(), LauncherFolder.JARS + "\n");
        }
        assertThat(Files.list(folder.archives()))
                .as("LIKENESS_BUILD=never makes none")
                .hasSize(2);
    }

    /** Damage that Java detects: the seal is valid. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void damageUnderAValidSealChangesNothing(String name, byte[] content) throws Exception {
        archive.replace(content);
        archive.seal(folder.distribution());
        assertThat(folder.compare().run()).as(name).isEqualTo(expected);
    }

    static List<Object[]> damageUnderAValidSealChangesNothing() {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        byte[] withoutHeader = whole.clone();
        Arrays.fill(withoutHeader, 0, 4096, (byte) 0);
        return List.of(
                new Object[] {"empty", new byte[0]},
                new Object[] {"100 bytes", Arrays.copyOf(whole, 100)},
                new Object[] {"the first half", Arrays.copyOf(whole, whole.length / 2)},
                new Object[] {"without the last byte", Arrays.copyOf(whole, whole.length - 1)},
                new Object[] {"noise", noise},
                new Object[] {"a header of zeros", withoutHeader});
    }

    /** Java trusts every byte, and crashes on some, with messages on standard output. */
    @Test
    void flippedBytesAreDetectedByTheSeal() throws Exception {
        byte[] flipped = whole.clone();
        for (int i = 4096; i < flipped.length; i += 1000) {
            flipped[i] ^= 1;
        }
        archive.replace(flipped);
        assertThat(classesFromTheArchive()).doesNotContain(OURS);
    }

    @Test
    void aShortenedArchiveIsDetectedByTheSeal() throws Exception {
        archive.replace(Arrays.copyOf(whole, whole.length / 2));
        assertThat(classesFromTheArchive()).doesNotContain(OURS);
    }

    @Test
    void theArchiveOfAnotherJavaChangesNothing() throws Exception {
        Optional<Path> found = ClassArchive.anotherJava();
        assumeTrue(found.isPresent(), "no second JDK, 17 or later, beside this one");
        Path other = found.get();
        assertThat(folder.compare().java(other).building().run()).isEqualTo(expected);
        ClassArchive others = ClassArchive.await(folder, other);
        assertThat(folder.compare().java(other).run()).isEqualTo(expected);

        archive.replace(Files.readAllBytes(others.file()));
        archive.seal(folder.distribution());
        others.replace(whole);
        others.seal(folder.distribution());
        for (Path java : List.of(LauncherCall.JAVA, other)) {
            Result result = folder.compare().java(java).run();
            assertThat(result.code()).isZero();
            assertThat(result.out()).isEqualTo(expected.out()); // some versions of Java warn on standard error
        }
        others.delete();
    }

    @Test
    void aMovedCloneGivesTheSameAnswer() throws Exception {
        Path moved = folder.root().resolveSibling("moved and with blanks");
        Files.move(folder.root(), moved);
        try {
            LauncherCall call = new LauncherCall(moved.resolve("likeness"), List.of(LauncherFolder.comparison()));
            assertThat(call.run()).isEqualTo(expected);
        } finally {
            Files.move(moved, folder.root());
        }
    }

    @Test
    void aFileInPlaceOfTheFolderChangesNothing() throws Exception {
        Path aside = Files.move(folder.archives(), temporary.resolve("aside"));
        try {
            Files.writeString(folder.archives(), "no folder");
            assertThat(folder.compare().building().run()).isEqualTo(expected);
        } finally {
            LauncherFolder.deleteAll(folder.archives());
            Files.move(aside, folder.archives());
        }
    }

    @Test
    void aReadOnlyFolderChangesNothing() throws Exception {
        Path aside = Files.move(folder.archives(), temporary.resolve("aside"));
        Files.setPosixFilePermissions(folder.distribution(), PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeTrue(!Files.isWritable(folder.distribution()), "root may write everywhere");
            assertThat(folder.compare().building().run()).isEqualTo(expected);
            assertThat(folder.archives()).doesNotExist();
        } finally {
            Files.setPosixFilePermissions(folder.distribution(), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(aside, folder.archives());
        }
    }

    @Test
    void callsAtTheSameTimeMakeOne() throws Exception {
        archive.delete();
        List<LauncherCall.Running> calls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            calls.add(folder.compare().building().start());
        }
        for (LauncherCall.Running call : calls) {
            assertThat(call.result()).isEqualTo(expected);
        }
        assertThat(ClassArchive.await(folder, LauncherCall.JAVA)).isEqualTo(archive);
        assertThat(Files.list(folder.archives())).containsExactlyInAnyOrder(archive.file(), archive.seal());
        assertThat(classesFromTheArchive()).contains(OURS);
    }

    /** The classes that a comparison, whose result must be right, loads from the archive. */
    private static List<String> classesFromTheArchive() throws Exception {
        Path log = Files.createTempFile(temporary, "classes", ".log");
        String options = "-Xlog:class+load:file=" + log + ":none";
        assertThat(folder.compare().with("LIKENESS_JAVA_OPTS", options).run()).isEqualTo(expected);
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("source: shared objects file"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }
}
