package dev.likeness.picture;

import java.awt.Graphics2D;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's PNG reader leaves out: the colour profile ({@code iCCP}, PNG 1.2 sec. 4.2.2.4), and the transparent
 * value of greys of less than eight bits ({@code tRNS}, sec. 4.2.1.1). A profile that is damaged, or no profile of such
 * pixels, counts as none: a wrong tag must not cost a picture.
 */
final class PngColour {
    private static final int MAX_PROFILE = 4 << 20; // real ones have 0.5 to 600 kB

    private PngColour() {}

    /** The image with the profile and the transparency that the file states. */
    static BufferedImage complete(BufferedImage image, byte[] file) {
        clearTransparentGrey(image, file);
        ICC_Profile profile = profile(file);
        if (profile != null
                && profile.getNumComponents() == image.getColorModel().getNumColorComponents()) {
            return with(profile, image);
        }
        return image;
    }

    /** The file's colour profile; null where it has none that can be used, or where it is sRGB's. */
    static @Nullable ICC_Profile profile(byte[] file) {
        ByteBuffer chunk = chunk(file, "iCCP");
        if (chunk == null) {
            return null;
        }
        int name = 0;
        while (name < chunk.limit() && chunk.get(name) != 0) {
            name++;
        }
        if (name + 2 > chunk.limit()) {
            return null;
        }
        byte[] profile = inflate(chunk.slice(name + 2, chunk.limit() - name - 2));
        try {
            return profile == null ? null : ICC_Profile.getInstance(profile);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte @Nullable [] inflate(ByteBuffer compressed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            byte[] whole = new byte[1 << 12];
            int length = 0;
            while (!inflater.finished()) {
                if (length == whole.length) {
                    if (length >= MAX_PROFILE) {
                        return null;
                    }
                    whole = Arrays.copyOf(whole, 2 * length);
                }
                int more = inflater.inflate(whole, length, whole.length - length);
                if (more == 0 && !inflater.finished()) {
                    return null;
                }
                length += more;
            }
            return Arrays.copyOf(whole, length);
        } catch (DataFormatException e) {
            return null;
        } finally {
            inflater.end();
        }
    }

    private static BufferedImage with(ICC_Profile profile, BufferedImage image) {
        BufferedImage plain = image.getColorModel() instanceof IndexColorModel ? withoutPalette(image) : image;
        ColorModel old = plain.getColorModel();
        if (!(plain.getSampleModel() instanceof ComponentSampleModel)) {
            return image;
        }
        ColorModel model = new ComponentColorModel(
                new ICC_ColorSpace(profile),
                old.hasAlpha(),
                old.isAlphaPremultiplied(),
                old.getTransparency(),
                old.getTransferType());
        return new BufferedImage(model, plain.getRaster(), old.isAlphaPremultiplied(), null);
    }

    private static BufferedImage withoutPalette(BufferedImage image) {
        BufferedImage plain = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_4BYTE_ABGR);
        Graphics2D graphics = plain.createGraphics();
        try {
            graphics.drawImage(image, 0, 0, null);
        } finally {
            graphics.dispose();
        }
        return plain;
    }

    /** The JDK makes such greys eight bits, and then looks among them for the transparent one as it was before. */
    private static void clearTransparentGrey(BufferedImage image, byte[] file) {
        ByteBuffer header = chunk(file, "IHDR");
        ByteBuffer transparent = chunk(file, "tRNS");
        if (header == null || transparent == null || header.limit() < 10 || transparent.limit() < 2) {
            return;
        }
        boolean fewGreys = header.get(8) < 8 && header.get(9) == 0;
        WritableRaster raster = image.getRaster();
        if (!fewGreys || raster.getNumBands() != 2) {
            return;
        }
        int value = (transparent.getShort(0) & 0xffff) * 255 / ((1 << header.get(8)) - 1);
        int[] row = new int[2 * image.getWidth()]; // grey, opacity, grey, ..
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(0, y, image.getWidth(), 1, row);
            for (int x = 0; x < row.length; x += 2) {
                row[x + 1] = row[x] == value ? 0 : 255;
            }
            raster.setPixels(0, y, image.getWidth(), 1, row);
        }
    }

    /** The data of the first chunk of a name before the pixels; null where there is none. */
    private static @Nullable ByteBuffer chunk(byte[] file, String wanted) {
        ByteBuffer png = ByteBuffer.wrap(file);
        long at = 8;
        while (at + 12 <= file.length) {
            long length = png.getInt((int) at) & 0xffffffffL;
            String name = new String(file, (int) at + 4, 4, StandardCharsets.ISO_8859_1);
            if (at + 12 + length > file.length || name.equals("IDAT")) {
                return null;
            }
            if (name.equals(wanted)) {
                return png.slice((int) at + 8, (int) length);
            }
            at += 12 + length;
        }
        return null;
    }
}
