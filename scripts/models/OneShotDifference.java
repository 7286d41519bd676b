import dev.likeness.data.LabelledPicture;
import dev.likeness.data.OneShotTrial;
import dev.likeness.data.OneShotTrials;
import dev.likeness.data.format.DataFormats;
import dev.likeness.evaluation.OneShot;
import dev.likeness.evaluation.PictureCodes;
import dev.likeness.measure.Measure;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelFiles;
import dev.likeness.models.Models;
import dev.likeness.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One-shot accuracy of two models on the same trials, and the difference with a 95 % interval (bootstrap over the identities of
 * the queries, 2,000 samples).
 *
 * <pre>
 * java -cp 'cli/target/likeness/lib/*' scripts/models/OneShotDifference.java DATA MODEL OTHER RUNS SEED [GROUP...]
 * </pre>
 *
 * <p>MODEL and OTHER are the names of bundled models or model folders; a run is 20 trials of 20 ways; only pictures of the named
 * groups are used, such as alphabets that neither model was trained on. Each alphabet is also shown by itself.
 */
public final class OneShotDifference {
    private static final int SAMPLES = 2_000;

    private OneShotDifference() {}

    public static void main(String[] args) {
        Set<String> groups = new TreeSet<>(Arrays.asList(args).subList(5, args.length));
        List<LabelledPicture> pictures = DataFormats.open(Path.of(args[0])).pictures().stream()
                .filter(picture -> groups.isEmpty() || groups.contains(picture.group()))
                .toList();
        List<OneShotTrial> trials = OneShotTrials.draw(
                        pictures, 20, Integer.parseInt(args[3]), Long.parseLong(args[4]))
                .trials();
        Map<String, boolean[]> first = answers(args[1], trials);
        Map<String, boolean[]> second = answers(args[2], trials);
        System.out.println(trials.size() + " trials of " + trials.get(0).gallery().size() + " ways");
        for (String reading : first.keySet()) {
            print(reading.equals(Measure.OWN_SCORE) ? "score" : reading, first.get(reading), second.get(reading), trials);
        }
        boolean[] a = first.get(Measure.OWN_SCORE);
        boolean[] b = second.get(Measure.OWN_SCORE);
        Map<String, List<Integer>> byGroup = new TreeMap<>();
        for (int t = 0; t < trials.size(); t++) {
            byGroup.computeIfAbsent(trials.get(t).query().group(), group -> new ArrayList<>()).add(t);
        }
        byGroup.forEach((group, own) -> print(group, part(a, own), part(b, own), own.stream().map(trials::get).toList()));
    }

    private static boolean[] part(boolean[] all, List<Integer> places) {
        boolean[] part = new boolean[places.size()];
        for (int i = 0; i < part.length; i++) {
            part[i] = all[places.get(i)];
        }
        return part;
    }

    private static Map<String, boolean[]> answers(String name, List<OneShotTrial> trials) {
        ModelFiles files = Files.isDirectory(Path.of(name)) ? ModelFiles.at(Path.of(name)) : Models.bundled(name);
        try (LearnedMeasure measure = LearnedMeasure.open(files)) {
            return new TreeMap<>(
                    OneShot.answerAll(PictureCodes.ofTrials(measure, trials, Progress.NONE), measure, trials));
        }
    }

    private static void print(String what, boolean[] a, boolean[] b, List<OneShotTrial> trials) {
        Map<String, List<Integer>> byIdentity = new TreeMap<>();
        for (int t = 0; t < a.length; t++) {
            byIdentity.computeIfAbsent(trials.get(t).query().identity(), identity -> new ArrayList<>()).add(t);
        }
        List<List<Integer>> identities = List.copyOf(byIdentity.values());
        double[] differences = new double[SAMPLES];
        Random random = new Random(1);
        for (int s = 0; s < SAMPLES; s++) {
            List<Integer> drawn = new ArrayList<>();
            for (int i = 0; i < identities.size(); i++) {
                drawn.addAll(identities.get(random.nextInt(identities.size())));
            }
            differences[s] = share(a, drawn) - share(b, drawn);
        }
        Arrays.sort(differences);
        List<Integer> all = identities.stream().flatMap(List::stream).toList();
        System.out.printf(
                Locale.ROOT,
                "%-24s %5d trials  %.4f  %.4f  difference %+.4f (%+.4f to %+.4f)%n",
                what,
                a.length,
                share(a, all),
                share(b, all),
                share(a, all) - share(b, all),
                differences[SAMPLES / 40],
                differences[SAMPLES - SAMPLES / 40]);
    }

    private static double share(boolean[] right, List<Integer> places) {
        return (double) places.stream().filter(t -> right[t]).count() / places.size();
    }
}
