package dev.likeness.picture;

/** How a picture is brought to a shape of other proportions. */
public enum Fit {
    /** Each axis is scaled by itself: all of the shape is used, proportions are lost. */
    STRETCH,
    /** Both axes are scaled alike and the picture is centred; what stays free is mid-grey. */
    LETTERBOX
}
