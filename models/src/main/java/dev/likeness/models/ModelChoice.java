package dev.likeness.models;

import dev.likeness.domain.Domain;
import dev.likeness.domain.PictureStatistics;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.picture.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a model for given pictures from their statistics, without running a network: the model of whose domain all
 * pictures are; if there are several, the one in which they are most likely; if there is none, the first model.
 * Thread-safe.
 *
 * @param candidates the models to choose from, the fallback first
 */
public record ModelChoice(List<Candidate> candidates) {
    public ModelChoice {
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("a choice needs at least one model");
        }
    }

    /**
     * A model to choose.
     *
     * @param domain null if its card has no statistics: it is then chosen only as the fallback
     */
    public record Candidate(String name, @Nullable Domain domain) {}

    /** The choice between the bundled models for whole pictures. Reads their cards only. */
    public static ModelChoice bundled() {
        List<Candidate> candidates = new ArrayList<>();
        for (String name : Models.chosen()) {
            ModelFiles files = Models.bundled(name);
            candidates.add(new Candidate(
                    name, ModelJson.read(files.read("model.json"), name).domain()));
        }
        return new ModelChoice(candidates);
    }

    /** The name of the model for pictures that are compared with each other. */
    public String of(Picture... pictures) {
        List<double[]> statistics = new ArrayList<>();
        for (Picture picture : pictures) {
            statistics.add(PictureStatistics.of(picture));
        }
        return ofAll(statistics);
    }

    /**
     * The name of the model for pictures that are compared with each other.
     *
     * @param statistics of each picture
     */
    public String ofAll(List<double[]> statistics) {
        return among(statistics, statistics.size());
    }

    /**
     * The name of the model for a data set: the model of whose domain most of the pictures are, if these are more than
     * half.
     *
     * @param statistics of a sample of its pictures
     */
    public String ofMost(List<double[]> statistics) {
        return among(statistics, statistics.size() / 2 + 1);
    }

    private String among(List<double[]> statistics, int least) {
        record Fit(String name, long inside, double likelihood) {}
        Optional<Fit> best = Optional.empty();
        if (!statistics.isEmpty()) {
            best = candidates.stream()
                    .flatMap(candidate -> {
                        Domain domain = candidate.domain;
                        return domain == null
                                ? Optional.<Fit>empty().stream()
                                : Optional.of(new Fit(
                                                candidate.name,
                                                statistics.stream()
                                                        .filter(domain::contains)
                                                        .count(),
                                                statistics.stream()
                                                        .mapToDouble(domain.density()::logDensity)
                                                        .sum()))
                                        .stream();
                    })
                    .filter(fit -> fit.inside >= least)
                    .max(Comparator.comparingLong(Fit::inside).thenComparingDouble(Fit::likelihood));
        }
        return best.map(Fit::name).orElse(candidates.get(0).name);
    }
}
