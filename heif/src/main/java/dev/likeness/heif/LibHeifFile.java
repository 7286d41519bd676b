package dev.likeness.heif;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import dev.likeness.error.InputException;
import dev.likeness.picture.reader.DecodingChecks;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads the libheif of the system for the first HEIC or AVIF picture. The system property {@value #PROPERTY} names
 * another file of the library.
 */
final class LibHeifFile {
    static final String PROPERTY = "likeness.heif.library";

    private LibHeifFile() {}

    /**
     * libheif.
     *
     * @param label the format, for the error
     * @throws InputException if it is not installed or cannot be loaded; the message names the package
     */
    static LibHeif loaded(String label, DecodingChecks checks) {
        Loading loading = Loaded.LOADING;
        if (loading.library() == null) {
            throw new InputException(
                    checks.name() + ": reading " + (label.equals("AVIF") ? "an " : "a ") + label + " picture needs "
                            + loading.absent() + ", or save the picture as JPEG or PNG",
                    loading.cause());
        }
        return loading.library();
    }

    /** The version of libheif; null if it cannot be loaded. */
    static @Nullable String version() {
        LibHeif library = Loaded.LOADING.library();
        return library == null ? null : library.getVersion();
    }

    private static final class Loaded {
        static final Loading LOADING = load();
    }

    /**
     * The library, or why it is absent.
     *
     * @param absent what is missing, and what to do
     */
    private record Loading(
            @Nullable LibHeif library,
            String absent,
            @Nullable Throwable cause) {}

    private static Loading load() {
        List<String> names;
        try {
            names = names();
        } catch (LinkageError e) { // the first use of JNA
            return new Loading(
                    null,
                    "JNA, which cannot be loaded (" + reason(e) + "); set the system property jna.tmpdir to a writable"
                            + " folder that allows loading libraries",
                    e);
        }
        LinkageError first = null;
        for (String name : names) {
            try {
                return new Loading(opened(name), "", null);
            } catch (LinkageError e) {
                first = first == null ? e : first;
            }
        }
        return new Loading(
                null,
                "the library libheif, which is not installed (Debian and Ubuntu: libheif1; Homebrew: libheif);"
                        + " install it",
                first);
    }

    private static LibHeif opened(String name) {
        FunctionMapper spelling = (library, method) ->
                "heif_" + method.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        LibHeif library = Native.load(name, LibHeif.class, Map.of(Library.OPTION_FUNCTION_MAPPER, spelling));
        try {
            library.init(null);
        } catch (UnsatisfiedLinkError e) {
            library.getVersion(); // an old version has nothing to start; another library has no version either
        }
        return library;
    }

    private static List<String> names() {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            return List.of(given);
        }
        if (Platform.isMac()) {
            return List.of(
                    "heif",
                    "/opt/homebrew/lib/libheif.1.dylib",
                    "/usr/local/lib/libheif.1.dylib",
                    "/opt/local/lib/libheif.1.dylib");
        }
        return Platform.isWindows() ? List.of("heif", "libheif") : List.of("libheif.so.1", "heif");
    }

    private static String reason(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
