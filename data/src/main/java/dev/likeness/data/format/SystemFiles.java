package dev.likeness.data.format;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Files and folders that are never part of a data set: hidden ones, whose names begin with a dot, and those that operating
 * systems, NAS devices and synchronisation programs create (thumbnails, recycle bins, snapshots). Names are compared
 * case-insensitively.
 */
final class SystemFiles {
    /** Names that do not begin with a dot, in lower case. Names that could also be an identity are not in this list. */
    private static final Set<String> NAMES = Set.of(
            // Synology, QNAP and NetApp
            "@eadir",
            "#recycle",
            "#snapshot",
            "@recycle",
            "@recently-snapshot",
            "@__thumb",
            "@tmp",
            "@appstore",
            "@download",
            "@upload_cache",
            "@synoresource",
            "@sharebin",
            "@sharesnap",
            "@synologydrive",
            "@synologycloudsync",
            "~snapshot",
            // Windows
            "$recycle.bin",
            "recycler",
            "recycled",
            "$extend",
            "$winreagent",
            "msocache",
            "system volume information",
            "$windows.~bt",
            "$windows.~ws",
            "config.msi",
            "msdownld.tmp",
            "thumbs.db",
            "thumbs.db:encryptable",
            "ehthumbs.db",
            "ehthumbs_vista.db",
            "desktop.ini",
            "_vti_cnf",
            // macOS
            "__macosx",
            "network trash folder",
            "temporary items",
            "thevolumesettingsfolder",
            "thefindbycontentfolder",
            "desktop db",
            "desktop df",
            "icon\r",
            // Linux and others
            "lost+found",
            "_gsdata_",
            "__pycache__",
            "thmbnl");

    /** Folders of recovered clusters, Synology thumbnails outside their folder, lock files of office programs. */
    private static final Pattern NUMBERED =
            Pattern.compile("found\\.\\d{3}|syno(?:photo|file|video)_(?:thumb|film).*|~\\$.*");

    private SystemFiles() {}

    /** Whether a file or folder with this name, without its path, is ignored. */
    static boolean matches(String name) {
        if (name.startsWith(".")) {
            return true;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(lower) || NUMBERED.matcher(lower).matches();
    }

    /** The outermost ignored file or folder of a path, with the folders above it; empty if no part is ignored. */
    static Optional<String> outermost(String file) {
        int start = 0;
        while (start <= file.length()) {
            int slash = file.indexOf('/', start);
            int end = slash < 0 ? file.length() : slash;
            if (end > start && matches(file.substring(start, end))) {
                return Optional.of(file.substring(0, end));
            }
            start = end + 1;
        }
        return Optional.empty();
    }
}
