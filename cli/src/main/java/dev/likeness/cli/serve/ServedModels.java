package dev.likeness.cli.serve;

import dev.likeness.cli.option.ModelOption;
import dev.likeness.model.MeasureCards;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.models.ModelChoice;
import dev.likeness.models.Models;
import dev.likeness.server.endpoint.ModelSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The bundled models, and one of the user. */
final class ServedModels implements ModelSource {
    private final Map<String, ModelFiles> files = new LinkedHashMap<>();
    private final ModelChoice choice = ModelChoice.bundled();
    private final String standard;

    ServedModels(ModelOption option) {
        Models.names().forEach(name -> files.put(name, Models.bundled(name)));
        if (option.isAutomatic()) {
            standard = AUTOMATIC;
        } else {
            ModelFiles given = option.files();
            standard = ModelJson.read(given.read("model.json"), given.name()).name();
            files.put(standard, given); // instead of a bundled one of the same name
        }
    }

    @Override
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public String standard() {
        return standard;
    }

    @Override
    public ModelFiles files(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    @Override
    public String choose(List<double[]> statistics) {
        return choice.ofAll(statistics);
    }

    @Override
    public MeasureCards measureCards() {
        return Models.measureCards();
    }
}
