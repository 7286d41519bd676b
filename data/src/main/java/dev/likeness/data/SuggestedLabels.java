package dev.likeness.data;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identities that file names suggest: {@code obj1__0.png} to {@code obj1__71.png}, {@code obj2__0.png} and so on. Names that
 * cameras, phones and scanners give are not identities, nor are dates and numbers.
 *
 * @param regex for {@link FileLabels}
 * @param identities the number of identities that it finds
 * @param pictures the number of pictures whose names it matches
 * @param examples two of the identities
 */
public record SuggestedLabels(String regex, int identities, int pictures, List<String> examples) {
    /** A label, a separator and a number: the separator may be absent after a letter. */
    private static final Pattern NUMBERED =
            Pattern.compile("(.*?[^_\\-. (#])([_\\-. (#]+|(?<=\\p{L}))(\\d{1,6})\\)?\\.[^.]+");

    /** Names that devices and programs give to pictures, with or without a number or a date. */
    private static final Pattern DEVICE = Pattern.compile(
            "(?:img|imag|image|picture|pic|pict|photo|foto|bild|dsc|dscn|dscf|_dsc|_mg|pxl|dji|mvi|vid|mov|gopr|gp|gx|g|p|sam|cimg"
                    + "|hpim|hpnx|kif|wp|psx|burst|pano|sany|sdc|dscim|imgp|_imgp|lrm|snap|snapshot|screenshot|screen shot"
                    + "|screen|capture|webcam|scan|scanned|scanned image|doc|document|page|seite|frame|frames|untitled"
                    + "|unnamed|download|downloads|fb_img|received|signal|telegram|whatsapp image|wa|new|copy|file|out"
                    + "|output|thumb|tile|crop|slide|figure|fig)?[_\\-. ()#]*(?:\\d[\\d_\\-. ()#at:]*)?(?:wa|mp|cover|pano|hdr)?[_\\-. ()#]*");

    private static final Pattern DATE =
            Pattern.compile(".*(?:19|20)\\d\\d[-_. ]?(?:0[1-9]|1[0-2])[-_. ]?(?:0[1-9]|[12]\\d|3[01]).*");

    private static final int FEWEST = 6;

    public SuggestedLabels {
        examples = List.copyOf(examples);
    }

    /** The identities that the names of pictures suggest; empty if they suggest none. */
    static Optional<SuggestedLabels> of(List<LabelledPicture> pictures) {
        Map<String, Integer> counts = new HashMap<>();
        Set<String> separators = new HashSet<>();
        int fitting = 0;
        for (LabelledPicture picture : pictures) {
            Matcher name = NUMBERED.matcher(PathNames.lastOf(picture.name()));
            if (name.matches() && isLabel(name.group(1))) {
                fitting++;
                separators.add(name.group(2));
                counts.merge(PathNames.folderOf(picture.name()) + "/" + name.group(1), 1, Integer::sum);
            }
        }
        int repeated = counts.values().stream()
                .filter(count -> count > 1)
                .mapToInt(count -> count)
                .sum();
        int largest = counts.values().stream().mapToInt(count -> count).max().orElse(0);
        boolean many = fitting >= FEWEST && fitting >= 0.9 * pictures.size();
        boolean grouped = counts.size() > 1 && repeated >= 0.8 * fitting && 2 * counts.size() <= fitting;
        if (!many || !grouped || largest > 0.9 * fitting) {
            return Optional.empty();
        }
        return Optional.of(suggested(pictures, separators));
    }

    /** Whether the text before the number is a word or a number that can name a thing, not a device or a date. */
    private static boolean isLabel(String prefix) {
        String lower = prefix.toLowerCase(Locale.ROOT);
        if (DATE.matcher(lower).matches()) {
            return false;
        }
        return lower.matches("\\d{1,7}|\\d{9,}")
                || lower.matches("image\\d+|scan\\d+|page\\d+")
                || !DEVICE.matcher(lower).matches();
    }

    private static SuggestedLabels suggested(List<LabelledPicture> pictures, Set<String> separators) {
        String separator = "[_. (#-]*";
        if (separators.size() == 1) {
            String only = separators.iterator().next();
            separator = only.isEmpty() || only.matches("[_-]+") ? only : only.replaceAll("[. (#]", "[$0]");
        }
        String label = separators.contains("") ? "^(.*?[^\\d_. (#-])" : "^(.+?)";
        String regex = label + separator + (separators.stream().anyMatch(s -> s.contains("(")) ? "\\d+\\)?" : "\\d+")
                + "\\.[^.]+$";
        FileLabels labels = new FileLabels(regex);
        Set<String> identities = new TreeSet<>();
        int fitting = 0;
        for (LabelledPicture picture : pictures) {
            String found = labels.of(PathNames.lastOf(picture.name()));
            if (!found.isEmpty()) {
                fitting++;
                String folder = PathNames.folderOf(picture.name());
                identities.add(folder.isEmpty() ? found : folder + "/" + found);
            }
        }
        return new SuggestedLabels(
                regex,
                identities.size(),
                fitting,
                identities.stream().map(PathNames::lastOf).distinct().limit(2).toList());
    }
}
