package dev.likeness.heif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes: libheif is absent, is not needed, or is used on the class path and on the module path. */
class HeifProcessTest {
    private static final Pattern MODULES =
            Pattern.compile("classes|likeness-.*|(jna|jackson|onnxruntime|imageio|common|slf4j-api|jspecify)-.*\\.jar");

    @TempDir
    Path folder;

    private String onClassPath(List<String> options, String... files) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return run(all, files);
    }

    private String run(List<String> options, String... files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("org.example.heif.ReadPictures");
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
        assertThat(onClassPath(List.of(absent), "colour.heic", "colour.avif", "colour.heic.png"))
                .contains("colour.heic: reading a HEIC picture needs the library libheif, which is not installed")
                .contains("colour.avif: reading an AVIF picture needs the library libheif")
                .contains("(Debian and Ubuntu: libheif1; Homebrew: libheif)")
                .contains("96x64")
                .doesNotContain("Exception");
    }

    /** JNA and this module are loaded for HEIC and AVIF only. */
    @Test
    void otherFormatsLoadNothing() throws IOException, InterruptedException {
        String loaded = onClassPath(List.of("-Xlog:class+load"), "colour.heic.png");
        assertThat(loaded)
                .contains("96x64", "dev.likeness.picture.decoding.PngPixels")
                .doesNotContain("com.sun.jna", "dev.likeness.heif.HeifFormats", "dev.likeness.heif.LibHeif ");
    }

    @Test
    void theModulePathGivesTheSamePixels() throws IOException, InterruptedException {
        TestFiles.assumeLibHeif();
        List<String> entries = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
        String tests = entries.stream()
                .filter(entry -> entry.endsWith("test-classes"))
                .findFirst()
                .orElseThrow();
        String modules = entries.stream()
                .filter(entry ->
                        MODULES.matcher(Path.of(entry).getFileName().toString()).matches())
                .collect(Collectors.joining(File.pathSeparator));
        String[] files = {"colour.heic", "alpha.avif"};
        String module =
                run(List.of("--module-path", modules, "--add-modules", "dev.likeness.heif", "-cp", tests), files);
        String path = onClassPath(List.of(), files);
        assertThat(module).contains("core in dev.likeness.core", "96x64 ").doesNotContain("Exception");
        // On the module path nothing requires a logger, which SLF4J reports.
        assertThat(module.replace("dev.likeness.core", "null").lines().filter(line -> !line.startsWith("SLF4J")))
                .containsExactlyElementsOf(path.lines().toList());
    }
}
