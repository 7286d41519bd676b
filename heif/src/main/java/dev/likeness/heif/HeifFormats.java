package dev.likeness.heif;

import dev.likeness.picture.reader.PictureReader;
import dev.likeness.picture.reader.PictureReaderProvider;
import java.util.Map;

/** The formats {@code heic} and {@code avif}. Found by {@link java.util.ServiceLoader}. */
public final class HeifFormats implements PictureReaderProvider {
    @Override
    public Map<String, PictureReader> entries() {
        return Map.of("heic", HeifReader.HEIC, "avif", HeifReader.AVIF);
    }
}
