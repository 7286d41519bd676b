package dev.likeness.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Describes a finding: how to repeat it without its file, and how to keep it as a test. */
final class Findings {
    static final String KEPT = "fuzz/src/test/resources/dev/likeness/fuzz/kept";

    private Findings() {}

    private static final int PRINTED = 1024;

    static String described(String target, Path finding) throws IOException {
        byte[] input = Files.readAllBytes(finding);
        return "  finding: " + finding
                + (input.length > PRINTED
                        ? ""
                        : "\n    base64: " + Base64.getEncoder().encodeToString(input))
                + "\n    see it: scripts/fuzz " + target + " --replay " + finding
                + "\n    keep it as a test: cp " + finding + " " + KEPT + "/" + target + "/WHAT-IT-IS";
    }
}
