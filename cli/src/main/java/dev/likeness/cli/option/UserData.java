package dev.likeness.cli.option;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The folder for the data of this program in the folder of the user. */
public final class UserData {
    private static final String NAME = "likeness";

    private UserData() {}

    /** The folder of this user on this system. */
    public static Path folder() {
        return folder(
                System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
    }

    /**
     * {@code XDG_DATA_HOME} where it is set, as in the XDG Base Directory Specification; otherwise {@code .local/share},
     * {@code Library/Application Support} on macOS, and {@code LOCALAPPDATA} on Windows.
     */
    static Path folder(Map<String, String> environment, String system, Path home) {
        Path xdg = absolute(environment.get("XDG_DATA_HOME"));
        if (xdg != null) {
            return xdg.resolve(NAME);
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve(NAME);
        }
        if (name.startsWith("windows")) {
            Path local = absolute(environment.get("LOCALAPPDATA"));
            return (local == null ? home.resolve("AppData").resolve("Local") : local).resolve(NAME);
        }
        return home.resolve(".local").resolve("share").resolve(NAME);
    }

    /** The specification ignores relative paths. */
    private static @Nullable Path absolute(@Nullable String path) {
        return path == null || path.isBlank() || !Path.of(path).isAbsolute() ? null : Path.of(path);
    }
}
