package dev.likeness.picture.decoding;

/**
 * What a colour model does not say about its samples.
 *
 * @param signed the integers are signed: 0 is black, the largest value white, and what is below 0 is black too
 * @param greyInverted the stored grey counts from white to black
 * @param alphaInverted the stored opacity counts from opaque to transparent
 * @param complemented the reader has turned each bit of each sample round
 */
record SampleMeaning(boolean signed, boolean greyInverted, boolean alphaInverted, boolean complemented) {
    /** As the colour model says. */
    static final SampleMeaning USUAL = new SampleMeaning(false, false, false, false);
}
