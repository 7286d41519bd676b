package dev.likeness.models;

import dev.likeness.error.InputException;
import dev.likeness.model.ModelFiles;
import dev.likeness.registry.UnknownName;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The bundled models, by name. Their cards describe their training data and their measured results. */
public final class Models {
    private static final List<String> NAMES = List.of("characters");

    private Models() {}

    /** The names of all bundled models; the first is the fallback of {@link ModelChoice}. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The files of a bundled model.
     *
     * @throws InputException if there is none of that name
     */
    public static ModelFiles bundled(String name) {
        if (!NAMES.contains(name)) {
            throw UnknownName.of("bundled model", name, NAMES);
        }
        return ModelFiles.of(name, file -> read(name, file));
    }

    private static byte[] read(String name, String file) {
        try (InputStream resource = Models.class.getResourceAsStream(name + "/" + file)) {
            if (resource == null) {
                throw new InputException(
                        "the bundled model " + name + " has no " + file + "; build or install likeness again");
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new InputException(
                    "the bundled model " + name + ": " + file + " cannot be read (" + e.getMessage()
                            + "); build or install likeness again",
                    e);
        }
    }
}
