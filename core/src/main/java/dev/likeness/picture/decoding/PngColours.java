package dev.likeness.picture.decoding;

import dev.likeness.picture.reader.NamedColours;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The colours of a PNG file: those that it names by numbers ({@code cICP}, PNG third edition, sec. 11.3.2.6), which have
 * precedence over its profile ({@code iCCP}). Other colour chunks ({@code gAMA}, {@code cHRM}, {@code sRGB}) are ignored, as in
 * Pillow and OpenCV. Numbers of colours that are not known here are ignored, and so are YCbCr and narrow range, which the
 * standard does not allow, or advises against.
 */
final class PngColours {
    private static final int RGB_MATRIX = 0;
    private static final int FULL_RANGE = 1;

    private PngColours() {}

    /** The conversion to sRGB; null if the values are used unchanged. */
    static @Nullable SrgbConversion conversion(PngChunks file) {
        boolean grey = file.colour() == 0 || file.colour() == 4;
        byte[] named = named(file.namedColours());
        if (named != null) {
            SrgbConversion conversion = named.length == 0 ? null : Profiles.conversion(named);
            return conversion != null && grey ? new NeutralConversion(conversion) : conversion;
        }
        byte[] profile = file.profile();
        IccProfile icc = profile == null ? null : IccProfile.of(profile);
        boolean fits = icc != null && icc.components() == (grey ? 1 : 3);
        return profile == null || !fits ? null : Profiles.conversion(profile);
    }

    /** The profile of the colours of a chunk, empty for sRGB; null if the chunk is absent or unknown. */
    private static byte @Nullable [] named(@Nullable ByteBuffer chunk) {
        if (chunk == null || chunk.limit() != 4 || chunk.get(2) != RGB_MATRIX || chunk.get(3) != FULL_RANGE) {
            return null;
        }
        int primaries = chunk.get(0) & 0xff;
        int transfer = chunk.get(1) & 0xff;
        return NamedColours.areKnown(primaries, transfer) ? NamedColours.profile(primaries, transfer) : null;
    }

    /** Grey as equal red, green and blue. */
    private record NeutralConversion(SrgbConversion colours) implements SrgbConversion {
        @Override
        public int components() {
            return 1;
        }

        @Override
        public void convert(Row row, int[] rgb) {
            int[] three = new int[3 * row.width()];
            for (int i = 0; i < three.length; i++) {
                three[i] = row.sample()[i / 3 * row.bands()];
            }
            colours.convert(new Row(three, 3, row.width(), row.top()), rgb);
        }
    }
}
