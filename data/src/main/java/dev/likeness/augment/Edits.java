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
    /** The edits of a strength, 0 to 2. With strength 1, a view has three or four of them on average. */
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

    /** Edits that people hardly notice: the view is saved again, and often cropped or relit a little. */
    static Edits slight(double strength) {
        double often = Math.min(1, strength);
        return new Edits(
                List.of(new Crop(0.5 * often, 0.1 * strength, 0.03 * strength)),
                new Corners.Range(0),
                new Border.Range(0, 0, 0),
                new Screenshot.Range(0, 0),
                List.of(
                        new Light(0.3 * often, 0.1 * strength, 0.1 * strength, 0.1 * strength),
                        new Colour(0.3 * often, 3 * strength, 0.15 * strength, 0.03 * strength, 0)),
                List.of(new Jpeg(often, Math.max(40, 95 - (int) (40 * strength)))));
    }
}
