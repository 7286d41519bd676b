package dev.likeness.server;

import dev.likeness.model.MeasureCards;
import dev.likeness.model.ModelFiles;
import dev.likeness.models.ModelChoice;
import dev.likeness.models.Models;
import dev.likeness.server.endpoint.ModelSource;
import java.util.List;

/** The bundled models, as a program would offer them. */
public record BundledModels(String standard) implements ModelSource {
    @Override
    public List<String> names() {
        return Models.names();
    }

    @Override
    public ModelFiles files(String name) {
        return Models.bundled(name);
    }

    @Override
    public String choose(List<double[]> statistics) {
        return ModelChoice.bundled().ofAll(statistics);
    }

    @Override
    public MeasureCards measureCards() {
        return Models.measureCards();
    }
}
