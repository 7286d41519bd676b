package dev.likeness.evaluation;

import dev.likeness.domain.Contrast;
import dev.likeness.domain.GaussianMixture.Component;
import dev.likeness.domain.PictureStatistics;
import dev.likeness.synthesis.ContrastPictures.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fits {@link Contrast} to drawn pictures. Its text is the resource that the module core contains. */
public final class ContrastFit {
    private static final int PICTURES = 300; // of each kind
    private static final double FLOOR = 0.1; // in deviations of all kinds together

    private ContrastFit() {}

    /** The text of the fitted mixture, as {@link Contrast#parse} reads it. */
    public static String text() {
        List<double[][]> kinds = Arrays.stream(Kind.values())
                .map(kind -> IntStream.range(0, PICTURES)
                        .parallel()
                        .mapToObj(number -> PictureStatistics.of(kind.draw(number)))
                        .toArray(double[][]::new))
                .toList();
        double[][] all = kinds.stream().flatMap(Arrays::stream).toArray(double[][]::new);
        double[] none = new double[PictureStatistics.NAMES.size()];
        double[] scales = deviations(all);
        double[] floor = Arrays.stream(scales).map(scale -> FLOOR * scale).toArray();
        double weight = 1.0 / (kinds.size() + 1);
        List<Component> components = new ArrayList<>();
        kinds.forEach(kind -> components.add(MixtureFit.single(kind, weight, floor)));
        Component pooled = MixtureFit.single(all, weight, none);
        components.add(new Component(
                pooled.weight(),
                pooled.mean(),
                pooled.factor().stream().map(value -> Contrast.WIDENING * value).toList()));
        String comment = "# Weight, mean and Cholesky factor of each kind of contrast pictures, then of all, widened "
                + Contrast.WIDENING + " times. Written by ContrastFitTest.\n";
        return components.stream().map(ContrastFit::line).collect(Collectors.joining("\n", comment, "\n"));
    }

    private static double[] deviations(double[][] points) {
        double[] deviations = new double[points[0].length];
        for (int d = 0; d < deviations.length; d++) {
            int column = d;
            double mean = Arrays.stream(points)
                    .mapToDouble(point -> point[column])
                    .average()
                    .orElseThrow();
            deviations[d] = Math.sqrt(Arrays.stream(points)
                    .mapToDouble(point -> (point[column] - mean) * (point[column] - mean))
                    .average()
                    .orElseThrow());
        }
        return deviations;
    }

    private static String line(Component component) {
        return Stream.of(List.of(component.weight()), component.mean(), component.factor())
                .flatMap(List::stream)
                .map(value -> Float.toString(value.floatValue()))
                .collect(Collectors.joining(" "));
    }
}
