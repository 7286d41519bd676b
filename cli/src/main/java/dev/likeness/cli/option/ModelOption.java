package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import dev.likeness.files.UserPath;
import dev.likeness.model.ModelFiles;
import dev.likeness.models.Models;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The model: a bundled one by name, or a folder. */
public final class ModelOption {
    @Option(
            names = "--model",
            paramLabel = "NAME|DIR",
            description = "A bundled model by name, a model folder, or a zip of one. Default: characters.")
    @RunInput
    private @Nullable String model;

    /** Whether a model was given. */
    boolean isGiven() {
        return model != null;
    }

    /** @throws InputException if a model was given beside what replaces it, such as {@code --measure sift} */
    public void requireNone(String instead) {
        if (isGiven()) {
            throw new InputException("--model and " + instead + " exclude each other; omit one of them");
        }
    }

    public ModelFiles files() {
        return model == null ? Models.bundled(Models.names().get(0)) : named(model);
    }

    /**
     * The card of the model, for changes.
     *
     * @param instead the alternative for the error, if no model was given; may be empty
     * @throws InputException if the model is not a folder
     */
    public CardFile cardFile(String instead) {
        if (model == null) {
            throw new InputException(
                    "only the card of a model folder can be changed; choose one with --model DIR" + instead);
        }
        return new CardFile(UserPath.of(model, "--model"));
    }

    /** The model as a name that is valid in every working folder. */
    public static String lasting(String model) {
        Path path = Path.of(model);
        boolean bundled = Models.names().contains(model) && !Files.exists(path);
        return bundled ? model : path.toAbsolutePath().normalize().toString();
    }

    /** The folder or zip at that path if it exists, otherwise the bundled model of that name. */
    public static ModelFiles named(String model) {
        Path path = UserPath.of(model, "the model");
        return Models.names().contains(model) && !Files.exists(path) ? Models.bundled(model) : ModelFiles.at(path);
    }
}
