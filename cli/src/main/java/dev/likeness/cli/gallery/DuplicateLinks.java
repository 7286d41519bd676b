package dev.likeness.cli.gallery;

import dev.likeness.error.InputException;
import dev.likeness.files.FileFault;
import dev.likeness.files.NewFolder;
import dev.likeness.files.UserPath;
import dev.likeness.gallery.DuplicateGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A folder with a folder of symbolic links for each group, the best copy first. */
final class DuplicateLinks {
    /** File systems allow 255 bytes; a letter has at most 4. */
    private static final int LETTERS_KEPT = 50;

    private DuplicateLinks() {}

    static void write(List<DuplicateGroup> groups, Path folder) {
        try (NewFolder links = NewFolder.at(folder)) {
            for (int i = 0; i < groups.size(); i++) {
                Path place = links.aside().resolve(String.format(Locale.ROOT, "group-%06d", i + 1));
                Files.createDirectories(place);
                List<DuplicateGroup.Member> members = groups.get(i).members();
                for (int m = 0; m < members.size(); m++) {
                    Path target = members.get(m).path();
                    String name = (m == 0 ? "1-best-" : m + 1 + "-") + shortened(target);
                    Files.createSymbolicLink(UserPath.ofText(place, name), target);
                }
            }
            links.moveIntoPlace();
        } catch (IOException | UnsupportedOperationException e) {
            throw new InputException(
                    UserPath.text(folder) + ": the links cannot be made (" + FileFault.reason(e, folder)
                            + "); choose a folder on a file system with links, or use --csv",
                    e);
        }
    }

    /** The end of a file name, which has its suffix. */
    private static String shortened(Path file) {
        String name = UserPath.text(file.getFileName());
        int letters = name.codePointCount(0, name.length());
        return letters <= LETTERS_KEPT ? name : name.substring(name.offsetByCodePoints(0, letters - LETTERS_KEPT));
    }
}
