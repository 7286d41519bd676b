package dev.likeness.picture;

/** How a picture is fitted to a shape with another aspect ratio. */
public enum Fit {
    /** Each axis is scaled separately: the picture fills the shape, and its aspect ratio changes. */
    STRETCH,
    /** Both axes are scaled equally and the picture is centred; the rest is mid-grey. */
    LETTERBOX
}
