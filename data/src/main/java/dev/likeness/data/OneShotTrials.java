package dev.likeness.data;

import dev.likeness.error.InputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One-shot trials drawn from labelled pictures, as in Lake et al. (2015): each run takes N identities of one group, a gallery
 * with one picture of each, and queries with another picture of each.
 *
 * @param askedWays the requested number of identities per gallery
 * @param ways the actual number: smaller if no group has enough identities with two pictures
 * @param trials {@code ways} per run, run after run
 */
public record OneShotTrials(int askedWays, int ways, List<OneShotTrial> trials) {
    private static final long MOST_TRIALS = 10_000_000;

    /** The number at the end of a name, which often identifies the drawer or the session of a picture. */
    private static final Pattern DRAWER = Pattern.compile("(\\d{1,9})(?:\\.[^./]*)?$");

    public OneShotTrials {
        trials = List.copyOf(trials);
    }

    /**
     * Draws trials. Each run picks, by the seed and its number, a group with enough identities that have two or more
     * pictures; if there is none, the largest group and all its identities. Data without groups are a single group.
     *
     * <p>If the names of the chosen pictures end in numbers that all chosen identities share (Omniglot's
     * {@code 0959_17.png}: drawer 17), the gallery comes from one such number and the queries from another, as in Lake's
     * runs; otherwise two different pictures of each identity are drawn at random. In data of two kinds, queries are of the
     * first kind and galleries of the second.
     *
     * @param ways identities in a gallery, at least 2
     * @param runs galleries, at least 1
     * @throws InputException if no group has two identities with two pictures
     */
    public static OneShotTrials draw(List<LabelledPicture> pictures, int ways, int runs, long seed) {
        if (ways < 2 || runs < 1) {
            throw new InputException("one-shot trials were requested with " + ways + " ways in " + runs
                    + " runs; at least 2 ways and 1 run are needed");
        }
        if ((long) ways * runs > MOST_TRIALS) {
            throw new InputException("one-shot trials were requested with " + ways + " ways in " + runs
                    + " runs; at most " + MOST_TRIALS + " trials are drawn; request fewer runs");
        }
        List<List<LabelledPicture>> identities = Identities.of(pictures).values().stream()
                .filter(Identities::canMatch)
                .toList();
        Collection<List<List<LabelledPicture>>> groups =
                Identities.byGroup(identities).values();
        int largest = groups.stream().mapToInt(List::size).max().orElse(0);
        if (largest < 2) {
            throw new InputException(
                    "one-shot trials need 2 identities with two or more pictures in one group; the data"
                            + " have " + identities.size() + " such identities in " + groups.size()
                            + " groups; add pictures, one folder per identity");
        }
        int drawn = Math.min(ways, largest);
        List<List<List<LabelledPicture>>> eligible =
                groups.stream().filter(group -> group.size() >= drawn).toList();
        List<OneShotTrial> trials = new ArrayList<>(runs * drawn);
        for (int run = 0; run < runs; run++) {
            Random random = SeededRandom.of(seed, run);
            List<List<LabelledPicture>> chosen = new ArrayList<>(SeededRandom.pick(eligible, random));
            SeededRandom.shuffle(chosen, random);
            addRun(chosen.subList(0, drawn), "run%02d".formatted(run + 1), random, trials);
        }
        return new OneShotTrials(ways, drawn, trials);
    }

    /** Whether trials can be drawn: whether a group has two identities with two pictures each. */
    public static boolean possible(List<LabelledPicture> pictures) {
        List<List<LabelledPicture>> identities = Identities.of(pictures).values().stream()
                .filter(Identities::canMatch)
                .toList();
        return Identities.byGroup(identities).values().stream().anyMatch(group -> group.size() >= 2);
    }

    private static void addRun(
            List<List<LabelledPicture>> identities, String run, Random random, List<OneShotTrial> trials) {
        List<Integer> drawers = new ArrayList<>(sharedDrawers(identities));
        SeededRandom.shuffle(drawers, random);
        boolean byDrawer = drawers.size() >= 2;
        List<LabelledPicture> gallery = new ArrayList<>();
        List<LabelledPicture> queries = new ArrayList<>();
        for (List<LabelledPicture> identity : identities) {
            List<LabelledPicture> two = new ArrayList<>(identity);
            SeededRandom.shuffle(two, random);
            LabelledPicture shown = byDrawer
                    ? drawnBy(drawers.get(0), two)
                    : Identities.seconds(two).get(0);
            gallery.add(shown);
            queries.add(byDrawer ? drawnBy(drawers.get(1), two) : anotherThan(shown, Identities.firsts(two)));
        }
        List<LabelledPicture> shared = List.copyOf(gallery);
        for (int i = 0; i < queries.size(); i++) {
            trials.add(new OneShotTrial(queries.get(i), shared, i, run));
        }
    }

    private static LabelledPicture anotherThan(LabelledPicture picture, List<LabelledPicture> identity) {
        return identity.get(0).equals(picture) ? identity.get(1) : identity.get(0);
    }

    private static LabelledPicture drawnBy(Integer drawer, List<LabelledPicture> identity) {
        return identity.stream()
                .filter(picture -> drawer.equals(drawer(picture)))
                .findFirst()
                .orElseThrow();
    }

    /** The drawers with exactly one picture of each identity. */
    private static SortedSet<Integer> sharedDrawers(List<List<LabelledPicture>> identities) {
        SortedSet<Integer> shared = new TreeSet<>(onceIn(identities.get(0)));
        for (List<LabelledPicture> identity : identities) {
            shared.retainAll(onceIn(identity));
        }
        return shared;
    }

    private static SortedSet<Integer> onceIn(List<LabelledPicture> identity) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (LabelledPicture picture : identity) {
            Integer drawer = drawer(picture);
            if (drawer != null) {
                counts.merge(drawer, 1, Integer::sum);
            }
        }
        counts.values().removeIf(count -> count > 1);
        return new TreeSet<>(counts.keySet());
    }

    private static @Nullable Integer drawer(LabelledPicture picture) {
        Matcher matcher = DRAWER.matcher(picture.name());
        return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
    }
}
