package dev.likeness.data.format;

import dev.likeness.data.DataHash;
import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.OneShotTrial;
import dev.likeness.data.PathNames;
import dev.likeness.data.Runs;
import dev.likeness.error.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lake's one-shot runs (Lake, Salakhutdinov and Tenenbaum 2015, github.com/brendenlake/omniglot): in each run folder,
 * each line of {@code class_labels.txt} names a test picture and the training picture of the same class.
 */
final class RunsFormat implements DataFormat {
    private static final String LABELS = "class_labels.txt";

    @Override
    public String name() {
        return "runs";
    }

    @Override
    public String layout() {
        return "one-shot runs: DATA/runNN/{training,test}/*.png and DATA/runNN/class_labels.txt";
    }

    @Override
    public boolean recognises(FileTree tree) {
        return tree.files().stream().anyMatch(RunsFormat::isLabels);
    }

    private static boolean isLabels(String file) {
        return file.endsWith("/" + LABELS);
    }

    @Override
    public DataSet read(FileTree tree) {
        List<OneShotTrial> trials = new ArrayList<>();
        Map<String, LabelledPicture> pictures = new TreeMap<>();
        for (String labels : tree.files()) {
            if (isLabels(labels)) {
                readRun(tree, labels, pictures, trials);
            }
        }
        if (trials.isEmpty()) {
            throw new InputException(tree.name() + ": it contains no runs; expected " + layout());
        }
        DataHash hash = new DataHash().addAll(pictures.values());
        trials.forEach(trial -> hash.add(
                trial.query().name(), trial.gallery().get(trial.answer()).name()));
        return new Runs(tree.name(), List.copyOf(pictures.values()), trials, hash.hex());
    }

    private static void readRun(
            FileTree tree, String labels, Map<String, LabelledPicture> pictures, List<OneShotTrial> trials) {
        String folder = PathNames.folderOf(labels);
        String run = PathNames.lastOf(folder);
        List<String> lines = tree.text(labels).lines().toList();
        Map<String, Integer> places = new HashMap<>(); // of the training pictures in the gallery
        List<LabelledPicture> training = new ArrayList<>();
        for (String file : tree.pictureFiles()) {
            if (PathNames.folderOf(file).equals(folder + "/training")) {
                String identity = run + "/" + PathNames.withoutEnding(PathNames.lastOf(file));
                places.put(file, training.size());
                training.add(tree.picture(file, identity, run));
            }
        }
        List<LabelledPicture> gallery = List.copyOf(training);
        gallery.forEach(picture -> pictures.put(picture.name(), picture));
        for (int row = 0; row < lines.size(); row++) {
            String line = lines.get(row).strip();
            if (line.isEmpty()) {
                continue;
            }
            String where = tree.describe(labels) + ", line " + (row + 1);
            String[] words = line.split("\\s+", -1);
            if (words.length != 2) {
                throw new InputException(where + ": \"" + line + "\" has " + words.length
                        + " words; expected two, a test picture and its training picture; correct the line");
            }
            String parent = PathNames.folderOf(folder);
            String query = parent.isEmpty() ? words[0] : parent + "/" + words[0];
            Integer answer = places.get(parent.isEmpty() ? words[1] : parent + "/" + words[1]);
            if (answer == null || !tree.has(query)) {
                throw new InputException(where + ": there is no picture " + (answer == null ? words[1] : words[0])
                        + "; expected files below the folder of " + run + "; correct the line or add the file");
            }
            LabelledPicture asked = tree.picture(query, gallery.get(answer).identity(), run);
            if (pictures.putIfAbsent(query, asked) != null) {
                throw new InputException(
                        where + ": " + words[0]
                                + " is named in an earlier line or as a training picture; each test picture has one line; remove one");
            }
            trials.add(new OneShotTrial(asked, gallery, answer, run));
        }
    }
}
