package dev.likeness.heif;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import dev.likeness.picture.reader.DecodedPicture;
import dev.likeness.picture.reader.SampleLayout;
import dev.likeness.picture.reader.SampleLayout.Opacity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The samples of a decoded picture, in libheif's memory: red, green, blue and perhaps opacity of each pixel. */
final class HeifPicture implements DecodedPicture {
    private static final int COLOUR_SPACE = 16; // the place in an ICC profile

    private final SampleLayout layout;
    private final Pointer plane;
    private final int stride;
    private final byte[] stored; // a row before its repeated greys are removed
    private final HeifDecoding.Held held;

    /** @param held frees the memory of the picture */
    HeifPicture(LibHeif library, Pointer image, Opacity opacity, byte[] profile, HeifDecoding.Held held)
            throws IOException {
        int width = library.imageGetWidth(image, LibHeif.INTERLEAVED);
        int height = library.imageGetHeight(image, LibHeif.INTERLEAVED);
        int bits = library.imageGetBitsPerPixelRange(image, LibHeif.INTERLEAVED);
        IntByReference bytesOfLine = new IntByReference();
        Pointer pixels = library.imageGetPlaneReadonly(image, LibHeif.INTERLEAVED, bytesOfLine);
        if (pixels == null || width < 1 || height < 1 || bits < 8 || bits > 16) {
            throw new IOException("it was decoded to " + width + "x" + height + " pixels of " + bits + " bits");
        }
        this.layout = new SampleLayout(width, height, isGrey(profile) ? 1 : 3, opacity, bits, profile);
        this.plane = pixels;
        this.stride = bytesOfLine.getValue();
        int samples = opacity == Opacity.NONE ? 3 : 4;
        this.stored = new byte[Math.multiplyExact(width, samples * (bits > 8 ? 2 : 1))];
        this.held = held;
        if (stride < stored.length) {
            throw new IOException("it was decoded to rows of " + stride + " bytes");
        }
    }

    /** libheif decodes grey to three equal samples, of which a profile for grey takes one. */
    private static boolean isGrey(byte[] profile) {
        return profile.length >= COLOUR_SPACE + 4
                && new String(profile, COLOUR_SPACE, 4, StandardCharsets.ISO_8859_1).equals("GRAY");
    }

    @Override
    public SampleLayout layout() {
        return layout;
    }

    @Override
    public void row(int y, byte[] row) {
        long from = (long) y * stride;
        if (layout.colours() == 3) {
            plane.read(from, row, 0, row.length);
            return;
        }
        plane.read(from, stored, 0, stored.length);
        int sample = layout.bits() > 8 ? 2 : 1;
        int kept = layout.samples() * sample;
        int step = kept + 2 * sample;
        for (int x = 0; x < layout.width(); x++) {
            System.arraycopy(stored, step * x, row, kept * x, sample);
            if (kept > sample) {
                System.arraycopy(stored, step * x + 3 * sample, row, kept * x + sample, sample);
            }
        }
    }

    @Override
    public void close() {
        held.close();
    }
}
