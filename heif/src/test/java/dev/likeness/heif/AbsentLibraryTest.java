package dev.likeness.heif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes in which libheif is absent, or is not needed. */
class AbsentLibraryTest {
    @TempDir
    Path folder;

    /** Reads a picture, and prints the size or the error, and which native classes were loaded. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws IOException {
            for (String file : arguments) {
                try {
                    Picture picture = Picture.read(Path.of(file));
                    System.out.println(picture.width() + "x" + picture.height());
                } catch (InputException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    private String run(List<String> options, String... files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
        for (String file : files) {
            command.add(Files.write(folder.resolve(file), TestFiles.bytes(file)).toString());
        }
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    @Test
    void theMessageNamesThePackage() throws IOException, InterruptedException {
        String absent = "-D" + LibHeifFile.PROPERTY + "=" + folder.resolve("absent.so");
        assertThat(run(List.of(absent), "colour.heic", "colour.avif", "colour.heic.png"))
                .contains("colour.heic: reading a HEIC picture needs the library libheif, which is not installed")
                .contains("colour.avif: reading an AVIF picture needs the library libheif")
                .contains("(Debian and Ubuntu: libheif1; Homebrew: libheif)")
                .contains("96x64")
                .doesNotContain("Exception");
    }

    /** JNA and this module are loaded for HEIC and AVIF only. */
    @Test
    void otherFormatsLoadNothing() throws IOException, InterruptedException {
        String loaded = run(List.of("-Xlog:class+load"), "colour.heic.png");
        assertThat(loaded)
                .contains("96x64", "dev.likeness.picture.decoding.PngPixels")
                .doesNotContain("com.sun.jna", "dev.likeness.heif.HeifFormats", "dev.likeness.heif.LibHeif ");
    }
}
