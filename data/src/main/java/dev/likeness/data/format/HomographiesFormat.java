package dev.likeness.data.format;

import dev.likeness.data.DataHash;
import dev.likeness.data.DataSet;
import dev.likeness.data.Homographies;
import dev.likeness.data.ImagePair;
import dev.likeness.data.PathNames;
import dev.likeness.error.InputException;
import dev.likeness.geometry.PatchNoise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One folder per sequence of images of one plane: {@code img1.ppm} to {@code img6.ppm} with {@code H1to2p} to
 * {@code H1to6p} (K. Mikolajczyk et al., "A comparison of affine region detectors", IJCV 65, 2005), or {@code 1.ppm} to
 * {@code 6.ppm} with {@code H_1_2} to {@code H_1_6} (V. Balntas, K. Lenc, A. Vedaldi and K. Mikolajczyk, "HPatches: a
 * benchmark and evaluation of handcrafted and learned local descriptors", CVPR 2017). A sequence has two or more
 * images, in any supported format; other files beside them are ignored.
 */
final class HomographiesFormat implements DataFormat {
    private static final Pattern HOMOGRAPHY = Pattern.compile("(?:H1to(\\d{1,3})p|H_1_(\\d{1,3}))(?:\\.txt)?");
    private static final Pattern IMAGE = Pattern.compile("(?:img)?(\\d{1,3})\\.[^.]+");

    /** The name of a sequence whose files are at the root. */
    private static final String AT_THE_ROOT = "sequence";

    private final PatchNoise noise;

    HomographiesFormat() {
        this(PatchNoise.HARD);
    }

    /** With another noise on the patches than the benchmark's. */
    HomographiesFormat(PatchNoise noise) {
        this.noise = noise;
    }

    @Override
    public String name() {
        return "homographies";
    }

    @Override
    public String layout() {
        return "sequences of one plane: DATA/sequence/img1.ppm, img2.ppm, H1to2p, ... or 1.ppm, 2.ppm, H_1_2, ...";
    }

    @Override
    public boolean recognises(FileTree tree) {
        return tree.files().stream()
                .anyMatch(file -> HOMOGRAPHY.matcher(PathNames.lastOf(file)).matches());
    }

    @Override
    public DataSet read(FileTree tree) {
        DataHash hash = new DataHash().add(name(), noise.toString());
        List<ImageSequence> sequences = new ArrayList<>();
        SortedMap<String, Folder> folders = folders(tree);
        int cut = wrapper(folders);
        folders.forEach((folder, files) -> {
            files.files().forEach(file -> hash.add(file, tree.contentKey(file)));
            sequences.add(files.sequence(folder.isEmpty() ? AT_THE_ROOT : folder.substring(cut)));
        });
        if (sequences.isEmpty()) {
            throw new InputException(tree.name() + ": it contains no sequences; expected " + layout());
        }
        DecodedImages images = new DecodedImages(tree);
        List<ImagePair> pairs = sequences.parallelStream()
                .flatMap(sequence -> sequence.pairs(images, noise).stream())
                .toList();
        return Homographies.of(tree.name(), pairs, hash.hex());
    }

    /** The folders that contain a homography or an image 1, and their files. */
    private static SortedMap<String, Folder> folders(FileTree tree) {
        SortedMap<String, Folder> folders = new TreeMap<>();
        for (String file : tree.files()) {
            Folder files = folders.computeIfAbsent(PathNames.folderOf(file), folder -> new Folder(tree, folder));
            Matcher homography = HOMOGRAPHY.matcher(PathNames.lastOf(file));
            Matcher image = IMAGE.matcher(PathNames.lastOf(file));
            if (homography.matches()) {
                String number = homography.group(1) == null ? homography.group(2) : homography.group(1);
                files.add(files.homographies, number, file);
            } else if (image.matches() && FileTree.isPicture(file)) {
                files.add(files.images, image.group(1), file);
            }
        }
        folders.values().removeIf(files -> files.homographies.isEmpty() && !files.images.containsKey(1));
        return folders;
    }

    /** The length of the folder path that all sequences share, including the final slash. */
    private static int wrapper(SortedMap<String, Folder> folders) {
        String common = folders.isEmpty() ? "" : PathNames.folderOf(folders.firstKey());
        for (String folder : folders.keySet()) {
            while (!common.isEmpty() && !folder.startsWith(common + "/")) {
                common = PathNames.folderOf(common);
            }
        }
        return common.isEmpty() ? 0 : common.length() + 1;
    }

    /** The files of one folder by the numbers of their images. */
    private static final class Folder {
        private final FileTree tree;
        private final String folder;
        private final SortedMap<Integer, String> images = new TreeMap<>();
        private final SortedMap<Integer, String> homographies = new TreeMap<>();

        Folder(FileTree tree, String folder) {
            this.tree = tree;
            this.folder = folder;
        }

        void add(Map<Integer, String> files, String number, String file) {
            String other = files.putIfAbsent(Integer.valueOf(number), file);
            if (other != null) {
                throw new InputException(tree.describe(file) + ": " + PathNames.lastOf(other)
                        + " has the same number; expected one file for image " + number + "; remove one of them");
            }
        }

        List<String> files() {
            List<String> files = new ArrayList<>(images.values());
            files.addAll(homographies.values());
            return files;
        }

        ImageSequence sequence(String name) {
            String first = images.get(1);
            if (first == null) {
                throw new InputException(
                        tree.describe(homographies.values().iterator().next())
                                + ": there is no image 1 beside it; the homographies map from image 1, so a picture named img1 or 1"
                                + " is needed; add it");
            }
            List<ImageSequence.View> views = new ArrayList<>();
            homographies.forEach((number, file) -> {
                if (number != 1) { // some sequences contain the identity, from image 1 to itself
                    views.add(new ImageSequence.View(number, image(number, file), HomographyFile.read(tree, file)));
                }
            });
            for (Map.Entry<Integer, String> image : images.entrySet()) {
                int number = image.getKey();
                if (number != 1 && !homographies.containsKey(number)) {
                    throw new InputException(tree.describe(image.getValue())
                            + ": there is no homography from image 1 to this one; expected the file H1to" + number
                            + "p or H_1_" + number + " beside it; add it, or remove the image");
                }
            }
            if (views.isEmpty()) {
                throw new InputException(tree.describe(first)
                        + ": this is the only image of its sequence; expected at least two, and the homography from the"
                        + " first to the second; add them, or remove the folder");
            }
            return new ImageSequence(name, folder.isEmpty() ? name : folder, first, views);
        }

        private String image(int number, String homography) {
            String image = images.get(number);
            if (image == null) {
                throw new InputException(tree.describe(homography) + ": there is no image " + number
                        + " beside it; expected img" + number + " or " + number
                        + " with the ending of a picture; add it, or remove the homography");
            }
            return image;
        }
    }
}
