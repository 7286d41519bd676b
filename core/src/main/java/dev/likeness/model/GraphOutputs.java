package dev.likeness.model;

import dev.likeness.error.InputException;

/** Checks of what the graphs of a model return: a damaged or foreign graph is an error, not a wrong score. */
record GraphOutputs(ModelCard card) {
    /** Only finite numbers can be rounded; floats are left as they are. */
    void requireFinite(String array, float[] numbers) {
        if (card.codes().isFloat()) {
            return;
        }
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                throw new InputException("model " + card.name() + ": its graph returned " + number + " in '" + array
                        + "'; do not use this model, or train it again");
            }
        }
    }
}
