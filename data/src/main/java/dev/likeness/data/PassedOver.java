package dev.likeness.data;

import java.util.List;

/**
 * What lies among the files of a data set and is not read.
 *
 * @param litter hidden files and folders, and those of operating systems and devices; of a folder only itself is named
 * @param loops links to a folder that they lie in: all that is in it was found already
 * @param unlisted folders whose files cannot be listed
 */
public record PassedOver(List<String> litter, List<String> loops, List<Unlisted> unlisted) {
    /** Nothing. */
    public static final PassedOver NOTHING = new PassedOver(List.of(), List.of(), List.of());

    public PassedOver {
        litter = List.copyOf(litter);
        loops = List.copyOf(loops);
        unlisted = List.copyOf(unlisted);
    }

    /** A folder whose files cannot be listed, and the line that says why. */
    public record Unlisted(String folder, String reason) {}

    /** What was passed over when the files of a data set were listed; nothing where its pictures are in no files. */
    public static PassedOver of(DataSet data) {
        List<LabelledPicture> pictures = data instanceof Photos photos ? photos.photographs() : data.pictures();
        return pictures.isEmpty() ? NOTHING : pictures.get(0).source().passedOver();
    }
}
