package org.example.consumer;

import dev.likeness.Likeness;
import dev.likeness.Verdict;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measures;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Compares two pictures, stores a code and reads it back. */
public final class CompareTwo {
    private CompareTwo() {}

    /** Arguments: two pictures, a WebP picture, a file for the code. */
    public static void main(String[] arguments) throws Exception {
        Picture a = Picture.read(Path.of(arguments[0]));
        Picture b = Picture.read(Path.of(arguments[1]));
        try (Likeness likeness = Likeness.open(Models.bundled("characters"))) {
            Verdict verdict = likeness.compare(a, b);
            System.out.println("score=" + verdict.score());
            System.out.println("match=" + verdict.match());

            Path file = Path.of(arguments[3]);
            Files.write(file, likeness.encode(b).toBytes());
            Code stored = Code.fromBytes(Files.readAllBytes(file));
            System.out.println("stored=" + likeness.compare(likeness.encode(a), stored).score());
            System.out.println("model=" + stored.origin().measure().name());
        }
        System.out.println("measures=" + Measures.names());
        System.out.println("webp=" + Arrays.hashCode(Picture.read(Path.of(arguments[2])).rgb()));
        System.out.println("module=" + Likeness.class.getModule().getName());
    }
}
