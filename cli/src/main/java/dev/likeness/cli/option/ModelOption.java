package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import dev.likeness.files.UserPath;
import dev.likeness.model.ModelFiles;
import dev.likeness.models.Models;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model: a bundled one by name, or a folder. */
public final class ModelOption {
    @Option(
            names = "--model",
            paramLabel = "NAME|DIR",
            description = "A bundled model by name, a model folder, or a zip of one. Default: characters.")
    @RunInput
    private @Nullable String model;

    /** Whether one was named. */
    boolean isGiven() {
        return model != null;
    }

    public ModelFiles files() {
        return model == null ? Models.bundled(Models.names().get(0)) : named(model);
    }

    /**
     * The card of the model, to be added to.
     *
     * @param instead what else could be done where no model was named; may be empty
     * @throws InputException if the model is no folder
     */
    public CardFile cardFile(String instead) {
        if (model == null) {
            throw new InputException(
                    "the card of a model in a folder is written to: name one with --model DIR" + instead);
        }
        return new CardFile(UserPath.of(model, "--model"));
    }

    /** The same model, named so that it is found from any folder. */
    public static String lasting(String model) {
        Path path = Path.of(model);
        boolean bundled = Models.names().contains(model) && !Files.exists(path);
        return bundled ? model : path.toAbsolutePath().normalize().toString();
    }

    /** A folder or zip where there is one at that path, else the bundled model of that name. */
    public static ModelFiles named(String model) {
        Path path = UserPath.of(model, "the model");
        return Models.names().contains(model) && !Files.exists(path) ? Models.bundled(model) : ModelFiles.at(path);
    }
}
