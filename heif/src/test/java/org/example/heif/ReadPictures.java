package org.example.heif;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads pictures, and prints of each the size and a hash of its pixels, or the error. */
public final class ReadPictures {
    private ReadPictures() {}

    public static void main(String[] arguments) {
        System.out.println("core in " + Picture.class.getModule().getName());
        for (String file : arguments) {
            try {
                Picture picture = Picture.read(Path.of(file));
                System.out.println(picture.width() + "x" + picture.height() + " " + Arrays.hashCode(picture.rgb()));
            } catch (InputException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
