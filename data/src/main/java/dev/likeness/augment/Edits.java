package dev.likeness.augment;

import java.util.List;

/**
 * All kinds of edits with their probabilities and ranges, in the order in which they are applied.
 *
 * @param framings change the visible part
 * @param corners of rotated views
 * @param borders around the photograph
 * @param screenshots around the border
 * @param onPhotograph change the photograph inside its border
 * @param onView change the whole view, in the order in which they happen to a file
 */
record Edits(
        List<Framing> framings,
        Corners.Range corners,
        Border.Range borders,
        Screenshot.Range screenshots,
        List<Effect> onPhotograph,
        List<Effect> onView) {
    /** The edits of a strength, 0 to 2. With strength 1, a view has about three of them. */
    static Edits of(double strength) {
        return new Edits(
                List.of(Crop.of(strength), Perspective.of(strength), Turn.of(strength), Mirror.of(strength)),
                Corners.Range.of(strength),
                Border.Range.of(strength),
                Screenshot.Range.of(strength),
                List.of(
                        Light.of(strength),
                        Colour.of(strength),
                        Stickers.of(strength),
                        Lettering.of(strength),
                        Watermark.of(strength)),
                List.of(Thumbnail.of(strength), Blur.of(strength), Noise.of(strength), Jpeg.of(strength)));
    }
}
