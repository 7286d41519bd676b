package dev.likeness.gallery;

import dev.likeness.registry.Registry;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/** The schemes of the modules on the class path. */
final class GallerySchemes {
    /** A scheme, and what follows it. One letter is a drive of Windows. */
    static final Pattern ADDRESS = Pattern.compile("([a-z]{2,}):(.*)");

    static final Registry<GalleryScheme> ALL =
            Registry.of("gallery scheme", Map.of(), () -> ServiceLoader.load(GallerySchemeProvider.class));

    private GallerySchemes() {}
}
