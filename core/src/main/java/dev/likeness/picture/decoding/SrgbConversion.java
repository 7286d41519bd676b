package dev.likeness.picture.decoding;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import org.jspecify.annotations.Nullable;

/** From the colours of some space, such as that of a camera or a printer, to sRGB. */
interface SrgbConversion {
    /**
     * Samples of one row; those behind a pixel's colours, such as its opacity, are not looked at.
     *
     * @param sample the samples of one pixel after those of the other
     * @param bands the number of samples of one pixel
     * @param width the number of pixels
     * @param top the largest value of a sample: 255 or 65535
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record Row(int[] sample, int bands, int width, int top) {}

    /** The number of colour samples of one pixel. */
    int components();

    /** Writes red, green and blue, 0 to 255, of each pixel. */
    void convert(Row row, int[] rgb);

    /** What takes a colour space to sRGB; null where its values are taken for what they are. */
    static @Nullable SrgbConversion of(ColorSpace space) {
        if (space.isCS_sRGB()) {
            return null;
        }
        if (space instanceof ICC_ColorSpace icc) {
            ICC_Profile profile = icc.getProfile();
            return Profiles.isUnstatedGrey(profile) ? null : Profiles.conversion(profile.getData());
        }
        return switch (space.getType()) {
            case ColorSpace.TYPE_GRAY -> null;
            case ColorSpace.TYPE_CMYK -> new InkConversion();
            default -> new SpaceConversion(space);
        };
    }
}
