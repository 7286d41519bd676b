package dev.likeness.picture.decoding;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the first frame of a WebP file: the layout is checked, the frame is decoded by libwebp, or where it cannot be loaded
 * by an ImageIO reader, and laid on its canvas, which is white where the frame leaves it free.
 *
 * <p>libwebp does not ask for the time while it decodes. It needs none to speak of: its work is linear in the pixels and
 * bytes, both of which are limited. Whoever waits for the picture goes on when the time is over, and its thread ends soon
 * after.
 */
@SuppressWarnings("ArrayRecordComponent") // of one file, and never compared
record WebpDecoding(byte[] file, WebpFile layout, String what) {
    /**
     * Checks the layout of a file.
     *
     * @param what names the file in error messages
     * @throws IOException if the layout is damaged
     * @throws InputException if the canvas is past the limits
     */
    static WebpDecoding of(byte[] file, String what, DecodingLimits limits) throws IOException {
        WebpFile layout = WebpFile.of(file);
        limits.require(layout.width(), layout.height(), what);
        return new WebpDecoding(file, layout, what);
    }

    /** @param reader decodes where libwebp cannot be loaded */
    Pixels picture(Supplier<ImageReader> reader, Deadline deadline) throws IOException {
        LibWebp library = LibWebp.loaded();
        WebpPixels pixels = library == null ? byReader(reader, deadline) : byLibrary(library);
        Pixels frame = pixels.picture(profile());
        WebpFile.Frame place = layout.frame();
        return new GifCanvas(layout.width(), layout.height(), place.left(), place.top()).lay(frame);
    }

    private WebpPixels byLibrary(LibWebp library) throws IOException {
        WebpFile.Span chunks = layout.adjacent();
        if (chunks != null) {
            return library.decode(file, chunks, what);
        }
        byte[] still = layout.still(file);
        return library.decode(still, new WebpFile.Span(0, still.length), what);
    }

    WebpPixels byReader(Supplier<ImageReader> source, Deadline deadline) throws IOException {
        ImageReader reader = source.get();
        try (ImageInputStream input = new EncodedInput(layout.still(file), deadline)) {
            reader.setInput(input, true, true);
            return WebpPixels.of(reader.read(0));
        } finally {
            reader.dispose();
        }
    }

    private @Nullable SrgbConversion profile() {
        WebpFile.Span span = layout.profile();
        return span == null ? null : Profiles.conversion(Arrays.copyOfRange(file, span.from(), span.end()));
    }
}
