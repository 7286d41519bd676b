package dev.likeness.gallery;

import dev.likeness.files.UserPath;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Recognises files that belong to a picture of the same name in the same folder. */
final class Companions {
    private static final Set<String> PICTURES =
            Set.of("jpg", "jpeg", "jpe", "heic", "heif", "avif", "png", "webp", "tif", "tiff");

    /** The films of live photographs, raw files of cameras, and records of changes. */
    private static final Set<String> SUFFIXES = Set.of(
            "mov", "mp4", "dng", "cr2", "cr3", "crw", "nef", "nrw", "arw", "srf", "sr2", "raf", "orf", "rw2", "pef",
            "srw", "x3f", "3fr", "iiq", "aae", "xmp", "thm");

    private final Set<String> pictures = new HashSet<>();

    /** @param files all that were listed */
    Companions(List<Path> files) {
        for (Path file : files) {
            Name name = Name.of(file);
            if (PICTURES.contains(name.suffix)) {
                pictures.add(name.stem);
            }
        }
    }

    boolean contain(Path file) {
        Name name = Name.of(file);
        return SUFFIXES.contains(name.suffix) && pictures.contains(name.stem);
    }

    /** The path without its suffix, and the suffix in lower case. */
    private record Name(String stem, String suffix) {
        static Name of(Path file) {
            String text = UserPath.text(file);
            int dot = text.lastIndexOf('.');
            return dot < 0
                    ? new Name(text, "")
                    : new Name(text.substring(0, dot), text.substring(dot + 1).toLowerCase(Locale.ROOT));
        }
    }
}
