package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import dev.likeness.files.UserPath;
import dev.likeness.picture.PictureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What may be at the place of an output before it is written. */
final class OutputFile {
    private static final int HEAD_BYTES = 64;

    private OutputFile() {}

    /**
     * Checks an output.
     *
     * @param what the name of its option
     * @param picture whether a picture will be written
     * @throws InputException if it is a device or a pipe, or a picture that something else would replace
     */
    static void require(String what, Path output, boolean picture) {
        if (!Files.exists(output) || Files.isDirectory(output)) {
            return;
        }
        if (!Files.isRegularFile(output)) {
            throw new InputException(what + " " + UserPath.text(output)
                    + " is a device or a pipe, which a file would replace; nothing was written; choose a file");
        }
        if (!picture && isPicture(output)) {
            throw new InputException(
                    what + " " + UserPath.text(output)
                            + " is a picture, which would be replaced; nothing was written; choose another file, or delete it first");
        }
    }

    private static boolean isPicture(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return PictureKind.isKnown(in.readNBytes(HEAD_BYTES));
        } catch (IOException e) {
            return false; // writing reports what is wrong with it
        }
    }
}
