package dev.likeness.models;

import dev.likeness.OperatingPoint;
import dev.likeness.error.InputException;
import dev.likeness.model.MeasureCards;
import dev.likeness.model.ModelFiles;
import dev.likeness.registry.UnknownName;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/**
 * The bundled models, by name, and the bundled calibrations of classical measures. Their cards describe the pictures that
 * they were fitted to and their measured results.
 */
public final class Models {
    private static final List<String> NAMES = List.of("photos", "characters", "patches");

    /** The models for whole pictures. A local patch looks like a part of anything, so no statistics tell that it is one. */
    private static final List<String> CHOSEN = List.of("photos", "characters");

    private static final String MEASURES = "measures.json";

    private Models() {}

    /** The names of all bundled models. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The names of the models that {@link ModelChoice} chooses from; the first is its fallback. The others are used only by
     * name.
     */
    public static List<String> chosen() {
        return CHOSEN;
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
        return new BundledModel(name);
    }

    /**
     * The cards of the classical measures, calibrated on photographs and altered copies of them: a match is an altered copy
     * of the same photograph. The measures themselves are in {@link dev.likeness.measure.Measures}.
     */
    public static MeasureCards measureCards() {
        return MeasureCards.read(resource("the module of the bundled models", MEASURES), "the bundled " + MEASURES);
    }

    /**
     * Compares pictures with the bundled model that fits them, at the default threshold.
     *
     * @return to be closed by the caller
     */
    public static AutomaticLikeness auto() {
        return auto(OperatingPoint.USUAL);
    }

    /**
     * Compares pictures with the bundled model that fits them, at the threshold for a false-match rate, and for a share of
     * matching pairs.
     *
     * @return to be closed by the caller
     */
    public static AutomaticLikeness auto(OperatingPoint point) {
        return new AutomaticLikeness(ModelChoice.bundled(), point);
    }

    static byte[] resource(String what, String path) {
        try (InputStream resource = Models.class.getResourceAsStream(path)) {
            if (resource == null) {
                throw new InputException(what + " has no " + path.substring(path.indexOf('/') + 1)
                        + "; build or install likeness again");
            }
            byte[] bytes = new byte[resource.available()]; // all of it, except in rare kinds of jars
            int length = resource.readNBytes(bytes, 0, bytes.length);
            byte[] rest = resource.readAllBytes(); // alone, it would copy megabytes several times
            if (length == bytes.length && rest.length == 0) {
                return bytes;
            }
            byte[] all = Arrays.copyOf(bytes, length + rest.length);
            System.arraycopy(rest, 0, all, length, rest.length);
            return all;
        } catch (IOException e) {
            throw new InputException(
                    what + ": " + path + " cannot be read (" + e.getMessage() + "); build or install likeness again",
                    e);
        }
    }
}
