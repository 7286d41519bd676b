package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder for the data of this program in the folder of the user. */
public final class UserData {
    private static final String NAME = "likeness";

    private UserData() {}

    /** The folder of this user on this system. */
    public static Path folder() {
        return folder(System.getenv(), System.getProperty("os.name", ""), System.getProperty("user.home", ""));
    }

    /** As {@link #folder()}; empty if the user has none. */
    public static Optional<Path> ifKnown() {
        try {
            return Optional.of(folder());
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    /**
     * {@code XDG_DATA_HOME} where it is set, as in the XDG Base Directory Specification; otherwise {@code .local/share} in the
     * folder {@code HOME}, {@code Library/Application Support} on macOS, and {@code LOCALAPPDATA} on Windows.
     *
     * @param userHome by the system's list of users; Java has a question mark for users that are not in it
     * @throws InputException if the user has no folder
     */
    static Path folder(Map<String, String> environment, String system, String userHome) {
        Path xdg = absolute(environment.get("XDG_DATA_HOME"));
        if (xdg != null) {
            return xdg.resolve(NAME);
        }
        String name = system.toLowerCase(Locale.ROOT);
        Path stated = name.startsWith("windows") ? null : absolute(environment.get("HOME"));
        Path home = stated == null ? absolute(userHome) : stated;
        if (home == null) {
            throw new InputException(
                    "this user has no home folder for galleries; set HOME or XDG_DATA_HOME to a folder");
        }
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
