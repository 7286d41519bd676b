package dev.likeness.picture.decoding;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the first frame of a WebP file: checks the layout, decodes the frame with libwebp, or with an ImageIO reader
 * if libwebp cannot be loaded, and places the frame on its white canvas.
 *
 * <p>libwebp does not check the deadline while it decodes. That is acceptable, because its work is linear in the pixels
 * and bytes, which are both limited. The caller continues at the deadline, and the thread of libwebp ends soon after.
 */
@SuppressWarnings("ArrayRecordComponent") // used for one file, never compared
record WebpDecoding(byte[] file, WebpFile layout, String what) {
    /**
     * Checks the layout of a file.
     *
     * @param what the name of the file in errors
     * @throws IOException if the layout is damaged
     * @throws InputException if the canvas is past the limits
     */
    static WebpDecoding of(byte[] file, String what, DecodingLimits limits) throws IOException {
        WebpFile layout = WebpFile.of(file);
        limits.require(layout.width(), layout.height(), what);
        return new WebpDecoding(file, layout, what);
    }

    /** @param reader the decoder to use if libwebp cannot be loaded */
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
