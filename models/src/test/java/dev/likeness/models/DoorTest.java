package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.Verdict;
import dev.likeness.picture.Picture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The five lines in the README compile and run, and the code that a document shows is the real source. */
class DoorTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void theReadmesFiveLinesRun() throws Exception {
        Path a = ROOT.resolve("examples/cathedral.jpg");
        Path b = ROOT.resolve("examples/cathedral-postcard.jpg");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            // the door
            try (AutomaticLikeness likeness = Models.auto()) {
                Verdict verdict = likeness.compare(Picture.read(a), Picture.read(b));
                out.println(verdict.model() + " " + verdict.probability() + " " + verdict.match());
            }
            // the door
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).matches("photos 0\\.99[0-9]+ true\\R");
    }

    @Test
    void theyAreTheReadmes() throws Exception {
        String source = Files.readString(Path.of("src/test/java/dev/likeness/models/DoorTest.java"))
                .split("// the door")[1];
        String shown = source.replace("read(a)", "read(Path.of(\"a.jpg\"))")
                .replace("read(b)", "read(Path.of(\"b.jpg\"))")
                .replace("out.println", "System.out.println");

        assertThat(Files.readString(ROOT.resolve("README.md")).replaceAll("\\s+", ""))
                .contains(shown.replaceAll("\\s+", ""));
    }

    /** The network that docs/combining.md shows is the network that runs. */
    @Test
    void theNetworkInTheDocumentIsTheRealSource() throws Exception {
        String page = Files.readString(ROOT.resolve("docs/combining.md"));
        String source = Files.readString(ROOT.resolve("train/src/main/java/dev/likeness/train/tower/PlainTower.java"))
                + Files.readString(ROOT.resolve("train/src/main/java/dev/likeness/train/head/ConcatHead.java"));
        String[] blocks = page.split("```java\\R");

        assertThat(blocks).hasSizeGreaterThan(1);
        for (int i = 1; i < blocks.length; i++) {
            for (String method : blocks[i].split("```")[0].split("\\R\\R")) {
                assertThat(source.replaceAll("\\s+", "")).contains(method.replaceAll("\\s+", ""));
            }
        }
    }
}
