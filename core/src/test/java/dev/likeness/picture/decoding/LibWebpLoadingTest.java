package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where libwebp's library comes from, what is left of it, and what happens without it. */
class LibWebpLoadingTest {
    private static final byte[] LOSSY = TestWebp.entry("webp.zip", "lossy-09-40x200-q50.webp");

    @TempDir
    Path folder;

    private Path webp = Path.of("");
    private Path png = Path.of("");
    private Path temporary = Path.of("");

    @BeforeEach
    void writePictures() throws IOException {
        webp = Files.write(folder.resolve("a.webp"), LOSSY);
        png = Files.write(folder.resolve("a.png"), TestPictures.resource("turned-6.png"));
        temporary = Files.createDirectory(folder.resolve("temporary"));
    }

    private WebpPrograms.Outcome run(List<String> options, Path... files) throws IOException, InterruptedException {
        return new WebpPrograms.Running(folder, options, files).outcome();
    }

    private static String temporaryFolder(Path path) {
        return "-Djava.io.tmpdir=" + path;
    }

    private static String hash(byte[] file) {
        return Arrays.hashCode(Picture.read(file).rgb()) + System.lineSeparator();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("likeness-webp-"))
                    .toList();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // where a library that is loaded cannot be deleted
    void nothingIsLeftBehindAndOldFilesOfOthersAreDeleted() throws IOException, InterruptedException {
        Path old = Files.createFile(temporary.resolve("likeness-webp-1.so"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(7200)));
        Path recent = Files.createFile(temporary.resolve("likeness-webp-2.so"));

        WebpPrograms.Outcome outcome = run(List.of(temporaryFolder(temporary)), webp);

        assertThat(outcome).isEqualTo(new WebpPrograms.Outcome(0, hash(LOSSY), ""));
        assertThat(left()).containsExactly(recent);
    }

    @Test
    void programsThatStartAtOnceDoNotDisturbEachOther() throws IOException, InterruptedException {
        List<WebpPrograms.Running> programs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            programs.add(new WebpPrograms.Running(folder, List.of(temporaryFolder(temporary)), webp));
        }
        for (WebpPrograms.Running program : programs) {
            assertThat(program.outcome()).isEqualTo(new WebpPrograms.Outcome(0, hash(LOSSY), ""));
        }
    }

    @Test
    void aLibraryThatTheBuildUnpackedIsUsed() throws IOException, InterruptedException {
        Path natives = Files.createDirectory(folder.resolve("natives"));
        try (InputStream library = LibWebpFile.class.getResourceAsStream(LibWebpFile.resource())) {
            Files.copy(Objects.requireNonNull(library), natives.resolve(System.mapLibraryName("webp-imageio")));
        }
        Path absent = folder.resolve("absent");
        assertThat(run(List.of("-D" + LibWebpFile.FOLDER + "=" + natives, temporaryFolder(absent)), webp))
                .isEqualTo(new WebpPrograms.Outcome(0, hash(LOSSY), ""));
    }

    @Test
    void withoutItTheOtherReaderIsUsedWithOneWarning() throws IOException, InterruptedException {
        Path absent = folder.resolve("absent");
        WebpPrograms.Outcome outcome = run(List.of(temporaryFolder(absent)), png, webp, webp);
        String other = Arrays.hashCode(TestWebp.byOtherReader(LOSSY).rgb()) + System.lineSeparator();
        assertThat(outcome.out()).isEqualTo(hash(TestPictures.resource("turned-6.png")) + other + other);
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .contains("WARN", "libwebp cannot be loaded (NoSuchFileException: ", "scores change", "java.io.tmpdir");
    }

    @Test
    void aPlatformThatHasNoneIsNamed() throws IOException, InterruptedException {
        WebpPrograms.Outcome outcome = run(List.of("-Dos.arch=pdp11"), webp);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .contains("libwebp cannot be loaded (there is none for ", " on pdp11)");
    }

    @Test
    void otherFormatsDoNotLoadIt() throws IOException, InterruptedException {
        String classes = "-Xlog:class+load:stderr";
        assertThat(run(List.of(classes), png).err())
                .contains("dev.likeness.picture.Picture ")
                .doesNotContain("LibWebp", "com.luciad");
        assertThat(run(List.of(classes), webp).err()).contains("LibWebp", "com.luciad.imageio.webp.WebP ");
    }

    /** A file of 34 bytes that states 9000x9000 pixels: 324 MB, in a Java of 64 MB. */
    @Test
    void tooLittleMemoryForThePixelsIsTold() throws IOException, InterruptedException {
        Path large = Files.write(folder.resolve("large.webp"), TestWebp.plain(9000, 9000));
        WebpPrograms.Outcome outcome = run(List.of("-Xmx64m"), large, webp);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("decoding this WebP file takes more memory than Java may use")
                .endsWith(hash(LOSSY));
    }
}
