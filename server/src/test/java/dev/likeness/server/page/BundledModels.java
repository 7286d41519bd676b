package dev.likeness.server.page;

import dev.likeness.model.MeasureCards;
import dev.likeness.model.ModelFiles;
import dev.likeness.models.ModelChoice;
import dev.likeness.models.Models;
import dev.likeness.server.endpoint.ModelSource;
import java.util.List;

/** The bundled models, chosen by the pictures. */
final class BundledModels implements ModelSource {
    @Override
    public List<String> names() {
        return Models.names();
    }

    @Override
    public String standard() {
        return AUTOMATIC;
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
