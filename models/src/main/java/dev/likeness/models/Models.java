package dev.likeness.models;

import dev.likeness.error.InputException;
import dev.likeness.model.ModelFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The bundled models, by name. Their cards tell what they were trained on and what was measured of them. */
public final class Models {
    private static final List<String> NAMES = List.of("characters");

    private Models() {}

    /** The names of all bundled models; the first is the one used where none is named. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * A bundled model, to be opened.
     *
     * @throws InputException if there is none of that name
     */
    public static ModelFiles bundled(String name) {
        if (!NAMES.contains(name)) {
            throw new InputException(
                    "there is no bundled model '" + name + "'; bundled are " + String.join(", ", NAMES));
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
