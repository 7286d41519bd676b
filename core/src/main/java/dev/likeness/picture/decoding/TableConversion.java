package dev.likeness.picture.decoding;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Colours by the tables of a profile, as printers and scanners have them: by Java's colour management, row by row. */
final class TableConversion implements SrgbConversion {
    private static final int CLASS = 12; // where the header says what kind of device it is
    private static final byte[] DISPLAY = {'m', 'n', 't', 'r'};

    private final int components;
    private final ColorConvertOp convert;

    private TableConversion(ICC_Profile profile) {
        this.components = profile.getNumComponents();
        this.convert =
                new ColorConvertOp(new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
    }

    /** @throws java.awt.color.CMMException if the profile cannot be used */
    static SrgbConversion of(ICC_Profile profile) {
        ICC_Profile asked = profile;
        if (profile.getProfileClass() == ICC_Profile.CLASS_OUTPUT) {
            // Java takes a printer's profile for a proof, and leaves the paper's colour in.
            byte[] data = profile.getData();
            System.arraycopy(DISPLAY, 0, data, CLASS, DISPLAY.length);
            asked = ICC_Profile.getInstance(data);
        }
        TableConversion conversion = new TableConversion(asked);
        int[] rgb = new int[3];
        conversion.convert(new Row(new int[conversion.components], conversion.components, 1, 255), rgb); // or it throws
        return conversion;
    }

    @Override
    public int components() {
        return components;
    }

    @Override
    public void convert(Row row, int[] rgb) {
        int type = row.top() == 255 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
        WritableRaster from = Raster.createInterleavedRaster(type, row.width(), 1, components, null);
        int[] colours = new int[row.width() * components];
        for (int i = 0, at = 0; i < row.width(); i++) {
            for (int c = 0; c < components; c++) {
                colours[at++] = row.sample()[i * row.bands() + c];
            }
        }
        from.setPixels(0, 0, row.width(), 1, colours);
        WritableRaster to = Raster.createInterleavedRaster(type, row.width(), 1, 3, null);
        convert.filter(from, to);
        int[] converted = to.getPixels(0, 0, row.width(), 1, (int[]) null);
        for (int i = 0; i < converted.length; i++) {
            rgb[i] = PixelRows.eight(converted[i], row.top());
        }
    }
}
