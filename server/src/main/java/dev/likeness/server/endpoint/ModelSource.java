package dev.likeness.server.endpoint;

import dev.likeness.model.MeasureCards;
import dev.likeness.model.ModelFiles;
import java.util.List;

/** The models that the server may use. The program supplies them; a request can only name one of them. Thread-safe. */
public interface ModelSource {
    /** The name by which requests ask for a choice by the pictures. */
    String AUTOMATIC = "auto";

    /** The models that a request can name. */
    List<String> names();

    /** The model that answers if a request names none: one of {@link #names}, or {@link #AUTOMATIC}. */
    String standard();

    /** The files of one of these models. */
    ModelFiles files(String name);

    /**
     * Chooses a model by the pictures.
     *
     * @param statistics of each picture
     * @return one of {@link #names}
     */
    String choose(List<double[]> statistics);

    /** The cards of the classical measures. */
    MeasureCards measureCards();
}
