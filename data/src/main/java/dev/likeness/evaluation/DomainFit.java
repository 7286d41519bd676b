package dev.likeness.evaluation;

import dev.likeness.data.LabelledPicture;
import dev.likeness.data.SeededRandom;
import dev.likeness.data.SkippedPictures;
import dev.likeness.domain.Contrast;
import dev.likeness.domain.Domain;
import dev.likeness.domain.GaussianMixture;
import dev.likeness.domain.GaussianMixture.Component;
import dev.likeness.domain.PictureStatistics;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fits the domain of a model to held-out pictures: the density to those of one half of the identities, the threshold to
 * those of the other half.
 */
public final class DomainFit {
    /**
     * The share of held-out pictures that may be outside. The target for unseen data, 2 %, is four times that: pictures of
     * another source were outside twice as often as held-out ones. If the threshold is set on fewer than
     * {@value #ENOUGH_IDENTITIES} identities, the share is smaller in proportion, because others differ more from them.
     */
    public static final double FALSE_ALARMS = 0.005;

    /** The pictures that a domain needs at least; fewer cannot set a threshold at that share. */
    public static final int LEAST_PICTURES = 200;

    private static final int ENOUGH_IDENTITIES = 200;
    private static final double ALIKE = 60; // natural units of information
    private static final int DRAWS = 500;
    private static final int COMPONENTS = 2;
    private static final double FLOOR = 0.2; // in deviations of all kinds of contrast pictures together

    private DomainFit() {}

    /**
     * A picture and what it shows.
     *
     * @param identity as in the data; pictures of one identity are in the same half
     * @param statistics as {@link PictureStatistics#of} gives them
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Sample(String identity, double[] statistics) {}

    /**
     * Reads pictures and computes their statistics, on all cores.
     *
     * @param skipped counts pictures that cannot be read; they are left out
     */
    public static List<Sample> samples(List<LabelledPicture> pictures, SkippedPictures skipped, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        return pictures.parallelStream()
                .map(picture -> {
                    Optional<Sample> sample = skipped.read(picture)
                            .map(read -> new Sample(picture.identity(), PictureStatistics.of(read)));
                    synchronized (progress) {
                        progress.at(done.incrementAndGet(), pictures.size(), "picture statistics");
                    }
                    return sample;
                })
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The domain.
     *
     * @param data the name of the data
     * @return empty if there are fewer than {@link #LEAST_PICTURES} pictures, or one identity only
     */
    public static Optional<Domain> of(List<Sample> samples, String data) {
        Map<String, List<double[]>> identities = new LinkedHashMap<>();
        samples.stream()
                .sorted(Comparator.comparing(Sample::identity))
                .forEach(sample -> identities
                        .computeIfAbsent(sample.identity, identity -> new ArrayList<>())
                        .add(sample.statistics));
        if (samples.size() < LEAST_PICTURES || identities.size() < 2) {
            return Optional.empty();
        }
        List<double[]> fitted = new ArrayList<>();
        List<double[]> held = new ArrayList<>();
        int number = 0;
        for (List<double[]> pictures : identities.values()) {
            (number++ % 2 == 0 ? fitted : held).addAll(pictures);
        }
        double[] floor =
                Arrays.stream(Contrast.scales()).map(scale -> FLOOR * scale).toArray();
        GaussianMixture density = MixtureFit.of(fitted.toArray(double[][]::new), COMPONENTS, floor);
        List<Integer> alike = alike(density);
        double[] distances = held.stream()
                .mapToDouble(statistics -> Domain.distance(density, alike, statistics))
                .sorted()
                .toArray();
        double allowed = FALSE_ALARMS * Math.min(1, (identities.size() / 2) / (double) ENOUGH_IDENTITIES);
        double threshold = distances[(int) Math.ceil((1 - allowed) * distances.length) - 1];
        double share = Arrays.stream(distances)
                        .filter(distance -> distance > threshold)
                        .count()
                / (double) distances.length;
        return Optional.of(new Domain(
                PictureStatistics.VERSION, density, alike, threshold, share, held.size(), identities.size() / 2, data));
    }

    /**
     * The kinds of the contrast that hardly differ from the domain: their divergence (Jeffreys 1946) is small. It is the sum
     * of the divergences of Kullback and Leibler in both directions, so that a wide domain is not like each kind in it.
     */
    private static List<Integer> alike(GaussianMixture density) {
        List<Component> kinds = Contrast.mixture().components();
        List<Integer> alike = new ArrayList<>();
        for (int number = 0; number < kinds.size() - 1; number++) { // without the last one, which is for all pictures
            GaussianMixture kind = new GaussianMixture(List.of(kinds.get(number).alone()));
            Random random = SeededRandom.of(number);
            if (divergence(kind, density, random) + divergence(density, kind, random) < ALIKE) {
                alike.add(number);
            }
        }
        return alike;
    }

    /** The divergence of Kullback and Leibler (1951), estimated by drawn statistics. */
    private static double divergence(GaussianMixture from, GaussianMixture to, Random random) {
        double sum = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            double[] drawn = from.draw(random);
            sum += from.logDensity(drawn) - to.logDensity(drawn);
        }
        return sum / DRAWS;
    }
}
