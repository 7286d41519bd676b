package dev.likeness.classic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.measure.Measures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listing the names of the measures does not load OpenCV. */
class ListingTest {
    /** The program that the other Java virtual machine runs. */
    static final class Listing {
        private Listing() {}

        public static void main(String[] arguments) {
            List<String> names = Measures.names();
            if (!names.contains("sift")) {
                throw new AssertionError("sift is not among " + names);
            }
        }
    }

    @Test
    void listingDoesNotLoadOpenCv() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xshare:auto",
                        "-verbose:class",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Listing.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("dev.likeness.classic.ClassicMeasures").doesNotContain("org.bytedeco.");
    }
}
