package dev.likeness.cli.text;

import dev.likeness.error.ControlCharacters;
import dev.likeness.files.UserPath;
import java.io.IOException;
import java.nio.file.Path;

/** Formats paths of pictures for people and for JSON. */
public final class PathText {
    private PathText() {}

    /** For people: relative to the current folder if it is inside, without control characters. */
    public static String shown(Path path) {
        Path here = here();
        boolean inside = path.isAbsolute() && path.startsWith(here) && !path.equals(here);
        return ControlCharacters.shown(UserPath.text(inside ? here.relativize(path) : path));
    }

    /** For JSON and CSV: absolute. */
    public static String absolute(Path path) {
        return UserPath.text(path.toAbsolutePath().normalize());
    }

    private static Path here() {
        Path here = Path.of("").toAbsolutePath();
        try {
            return here.toRealPath();
        } catch (IOException e) {
            return here;
        }
    }
}
