package dev.likeness.domain;

import dev.likeness.domain.GaussianMixture.Component;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a domain is contrasted with: the density of statistics of pictures that the project draws, one component for each
 * kind (strokes, outlines, pages, plain colours, noise, gradients and others), and one wide component for all else. It is
 * part of the version of {@link PictureStatistics}.
 */
public final class Contrast {
    private Contrast() {}

    /** A separate class, so that the file is read when a domain is tested first. */
    private static final class Fitted {
        static final GaussianMixture MIXTURE = read();
    }

    /** The density, read from the resource {@code contrast-1.txt} once. */
    public static GaussianMixture mixture() {
        return Fitted.MIXTURE;
    }

    /** The standard deviation of each statistic over all kinds: the natural unit in which statistics differ. */
    public static double[] scales() {
        List<Component> all = mixture().components();
        List<Double> factor = all.get(all.size() - 1).factor();
        double[] scales = new double[PictureStatistics.NAMES.size()];
        int at = 0;
        for (int row = 0; row < scales.length; row++) {
            double sum = 0;
            for (int k = 0; k <= row; k++, at++) {
                sum += factor.get(at) * factor.get(at);
            }
            scales[row] = Math.sqrt(sum) / WIDENING;
        }
        return scales;
    }

    /** How much wider than the pictures of all kinds the last component is. */
    public static final double WIDENING = 1.5;

    private static GaussianMixture read() {
        String name = "contrast-" + PictureStatistics.VERSION + ".txt";
        try (InputStream in = Objects.requireNonNull(Contrast.class.getResourceAsStream(name), name)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a mixture from text: one line for each component, with weight, mean and factor. Lines that begin with # are
     * ignored.
     */
    public static GaussianMixture parse(String text) {
        int d = PictureStatistics.NAMES.size();
        List<Component> components = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty() && line.charAt(0) != '#') {
                List<Double> numbers =
                        Arrays.stream(line.split(" ", -1)).map(Double::valueOf).toList();
                components.add(new Component(
                        numbers.get(0), numbers.subList(1, d + 1), numbers.subList(d + 1, numbers.size())));
            }
        }
        return new GaussianMixture(components);
    }
}
