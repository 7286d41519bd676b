package dev.likeness.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the names and labels of a data set reveal about mistakes, found without reading pixels.
 *
 * @param duplicateFiles sets of files with the same contents, two or more in each; only the first is a picture of the data
 * @param contradictions pairs that are labelled as non-matches although matching pairs connect their pictures
 * @param strayGroups groups that are named like splits and contain the same identities, but are not read as splits because
 *     other groups lie beside them
 * @param splitIdentities the folders of all identities, if they are named like splits: things are then taken for others
 *     in each split
 * @param labels the identities that file names suggest if the data do not take identities from them; null for none
 */
public record LayoutFindings(
        List<List<String>> duplicateFiles,
        List<PicturePair> contradictions,
        List<String> strayGroups,
        List<String> splitIdentities,
        @Nullable SuggestedLabels labels) {
    /** Nothing found. */
    public static final LayoutFindings NONE = new LayoutFindings(List.of(), List.of(), List.of(), List.of(), null);

    public LayoutFindings {
        duplicateFiles = duplicateFiles.stream().map(List::copyOf).toList();
        contradictions = List.copyOf(contradictions);
        strayGroups = List.copyOf(strayGroups);
        splitIdentities = List.copyOf(splitIdentities);
    }
}
