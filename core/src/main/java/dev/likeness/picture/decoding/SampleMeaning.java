package dev.likeness.picture.decoding;

/**
 * Properties of samples that a colour model does not state.
 *
 * @param signed whether the integers are signed: 0 is black, the largest value white, and values below 0 are black
 * @param greyInverted whether the stored grey ranges from white to black
 * @param alphaInverted whether the stored opacity ranges from opaque to transparent
 * @param complemented whether the reader has inverted each bit of each sample
 */
record SampleMeaning(boolean signed, boolean greyInverted, boolean alphaInverted, boolean complemented) {
    /** As the colour model states. */
    static final SampleMeaning DEFAULT = new SampleMeaning(false, false, false, false);
}
