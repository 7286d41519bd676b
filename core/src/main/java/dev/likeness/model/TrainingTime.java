package dev.likeness.model;

/**
 * When and how fast a model was trained: the only part of a card that differs between two runs of the same training.
 *
 * @param finished the time at which training ended (ISO 8601, UTC); empty if the card does not say
 * @param minutes the training took, with loading and exporting, to one decimal
 * @param picturesPerSecond the pictures trained on, per second of the whole run
 * @param validationShare the share of the time that validations took, 0 to 1; 0 if the card does not say
 */
public record TrainingTime(String finished, double minutes, long picturesPerSecond, double validationShare) {
    /** The time of a card that does not record one. */
    public static final TrainingTime UNKNOWN = new TrainingTime("", 0, 0, 0);

    /** A time without the share of validations. */
    public TrainingTime(String finished, double minutes, long picturesPerSecond) {
        this(finished, minutes, picturesPerSecond, 0);
    }
}
